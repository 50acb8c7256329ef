/**
 * The Feather client: authentication, retries, typed errors. Start at {@link com.featherhq.client.FeatherClient}.
 *
 * <p>This package joins the rooms below it. The way of a call:
 *
 * <ol>
 *   <li>{@link com.featherhq.client.FeatherClient} has its parts from {@code ClientParts}, which puts them together in the one
 *       order that works, and runs calls by {@code CallExecution}.
 *   <li>{@code ObservedCall} tells {@code CallObserver}, and it the {@link com.featherhq.client.CallListener}s, of start,
 *       attempts and end.
 *   <li>Inside it the call is retried: {@link com.featherhq.client.retry}.
 *   <li>Each attempt gets the key: {@link com.featherhq.client.auth}. {@code ClientHop} adds the {@code User-Agent} in the same
 *       interceptors, and bounds error bodies.
 *   <li>A success is read by {@code BodyConverterFactory}. Anything else becomes a {@link com.featherhq.client.FeatherException}:
 *       {@code ServiceAnswer} has what the response says, {@code ErrorBody} what its body says, {@code CallFacts} what is
 *       known of the call, and {@code Failures} chooses the type.
 * </ol>
 *
 * <p>{@link com.featherhq.client.files}, {@link com.featherhq.client.pages}, {@link com.featherhq.client.recordings}, {@link
 * com.featherhq.client.waits} and {@code com.featherhq.client.micrometer} are built on the public API of this
 * package, as anybody's code could be.
 */
@NullMarked
package com.featherhq.client;

import org.jspecify.annotations.NullMarked;
