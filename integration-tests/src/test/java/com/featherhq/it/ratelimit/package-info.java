/** One rate limit, kept by several JVMs. */
@NullMarked
package com.featherhq.it.ratelimit;

import org.jspecify.annotations.NullMarked;
