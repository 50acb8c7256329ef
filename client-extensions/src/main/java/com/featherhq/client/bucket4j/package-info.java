/** A rate limit that machines share through Bucket4j; needs {@code com.bucket4j:bucket4j_jdk17-core} 8.19 or newer. */
@NullMarked
package com.featherhq.client.bucket4j;

import org.jspecify.annotations.NullMarked;
