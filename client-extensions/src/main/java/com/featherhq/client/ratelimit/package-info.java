/**
 * Keeps calls below the service's rate limit: {@link com.featherhq.client.ratelimit.RateLimiter}, for one process or for
 * many machines. Knows no other package of the client.
 */
@NullMarked
package com.featherhq.client.ratelimit;

import org.jspecify.annotations.NullMarked;
