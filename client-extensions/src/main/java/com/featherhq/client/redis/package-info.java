/** A rate limit that machines share through Redis; needs {@code io.lettuce:lettuce-core} 6.8 or newer. */
@NullMarked
package com.featherhq.client.redis;

import org.jspecify.annotations.NullMarked;
