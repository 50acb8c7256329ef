/**
 * The API key on any OkHttp client. One door: {@link com.featherhq.client.auth.ApiKeyAuth}.
 *
 * <p>The way of a request, from the caller's interceptors to the wire:
 *
 * <ol>
 *   <li>{@code KeyRotationInterceptor}, on the application's side, sees a call once. Answered 401, it asks {@code
 *       KeyRotation} for another key, once for all calls that were refused with the same one, and repeats the call.
 *   <li>{@code Redirects} follows within the {@link com.featherhq.client.auth.Origin} of the base URL; each redirect is a hop
 *       of its own.
 *   <li>{@code AuthInterceptor}, on the network's side, sees every hop. It asks {@code KeyRotation}, which asks {@code
 *       ApiKeySource} (a value, a supplier, {@code ApiKeyFile}), and adds the header if the hop goes to the origin.
 * </ol>
 *
 * <p>On the way back the response belongs to the request without the key. What fails without anything sent is a {@link
 * com.featherhq.client.auth.CredentialException}. Knows {@code com.featherhq.client.http} and the document's name of the
 * header, and nothing else of the client.
 */
@NullMarked
package com.featherhq.client.auth;

import org.jspecify.annotations.NullMarked;
