/** Micrometer for the Feather client; needs {@code io.micrometer:micrometer-observation} 1.15 or newer. */
@NullMarked
package com.featherhq.client.micrometer;

import org.jspecify.annotations.NullMarked;
