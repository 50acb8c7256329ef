/** How the generated models are read from JSON and written to it. */
@NullMarked
package com.featherhq.json;

import org.jspecify.annotations.NullMarked;
