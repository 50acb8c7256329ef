/**
 * Server-sent events, to the letter of the WHATWG standard (HTML, section 9.2). Start at {@link
 * com.featherhq.client.streams.EventStream}.
 *
 * <ol>
 *   <li>{@link com.featherhq.client.streams.EventStreams} makes a call with {@link com.featherhq.client.streams.StreamOptions}.
 *       {@code Opening} is the step of each attempt that waits for its first event, so that what fails before it is retried.
 *   <li>{@code EventBody} is one response: {@code EventParser} makes events of its bytes, and each has to come in time.
 *   <li>{@code EventReader} is the stream: it tells terminal events, error events and the end of a response apart, connects again
 *       if asked to, and can be closed from any thread.
 *   <li>{@link com.featherhq.client.streams.EventStream} hands its events to a loop, {@code EventPublisher} to a subscriber.
 *   <li>What goes wrong is a {@link com.featherhq.client.streams.StreamFailure} or comes from OkHttp; {@link
 *       com.featherhq.client.streams.StreamCalls} makes the exceptions of the client of both.
 * </ol>
 *
 * <p>Knows {@code com.featherhq.client.retry} and {@code com.featherhq.client.http}, and nothing else of the client.
 */
@NullMarked
package com.featherhq.client.streams;

import org.jspecify.annotations.NullMarked;
