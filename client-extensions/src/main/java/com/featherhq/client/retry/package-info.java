/**
 * Retries for any Retrofit. One door: {@link com.featherhq.client.retry.RetryingCalls}.
 *
 * <p>The way of a call:
 *
 * <ol>
 *   <li>{@link com.featherhq.client.retry.RetryingCalls} wraps each call of an interface, with the {@code CallSetup} of its
 *       method and the {@link com.featherhq.client.retry.CallOptions} that {@code OptionsProxy} has for it.
 *   <li>{@code RetryingCall} has the caller's side; {@code SyncRun} and {@code AsyncRun} loop: start a {@code
 *       RunningAttempt}, which is a clone of the raw call with limits of its own; end it; wait; again.
 *   <li>While the attempt runs, {@code AttemptHop} finds it by {@code AttemptsInFlight}, numbers it and notes that there is a
 *       connection.
 *   <li>At its end, {@code DecisionTable} turns what HTTP says into an {@code Outcome}, {@code HintReader} reads what the server
 *       says about trying again, and {@code RetryEngine}, which knows no HTTP, decides by {@link
 *       com.featherhq.client.retry.RetryPolicy}, {@link com.featherhq.client.retry.RetryBudget} and deadline.
 *   <li>What comes out is the last response or failure, and {@link com.featherhq.client.retry.Attempt#of} has the history.
 * </ol>
 *
 * <p>{@code RetryRuntime} is what the calls share: engine, timer, clock, and what {@code close()} has to end. Knows {@code
 * com.featherhq.client.http} and nothing else of the client.
 */
@NullMarked
package com.featherhq.client.retry;

import org.jspecify.annotations.NullMarked;
