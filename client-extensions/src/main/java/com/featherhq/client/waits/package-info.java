/**
 * Waits for what the service does in the background. The door is {@link com.featherhq.client.waits.Waits}, which {@link
 * com.featherhq.client.FeatherClient#await} opens.
 *
 * <p>{@code Polling} is one wait: it asks, pauses and asks again, as {@link com.featherhq.client.waits.AwaitOptions} say, until it
 * is an {@link com.featherhq.client.waits.Awaited}. Built on the public API of the client. Time is that of the retries.
 */
@NullMarked
package com.featherhq.client.waits;

import org.jspecify.annotations.NullMarked;
