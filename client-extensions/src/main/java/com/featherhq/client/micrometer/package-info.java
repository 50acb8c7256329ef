/**
 * Micrometer for the Feather client; needs {@code io.micrometer:micrometer-observation} 1.15 or newer. One door: {@link
 * com.featherhq.client.micrometer.FeatherObservations}.
 *
 * <p>What comes in is a {@link com.featherhq.client.CallListener}'s start and end of each call; what goes out is an
 * observation with the operation, the status and the number of attempts. Built on the public API alone, and known to nothing
 * in the client: without Micrometer on the class path it is never loaded.
 */
@NullMarked
package com.featherhq.client.micrometer;

import org.jspecify.annotations.NullMarked;
