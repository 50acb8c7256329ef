/**
 * The ground floor: what HTTP says, for the rooms above that must agree on it. It knows none of them.
 *
 * <ul>
 *   <li>{@link com.featherhq.client.http.RepeatableBody}: whether a request can be sent again; asked by the retries, and by
 *       the key rotation and the redirects of the authentication.
 *   <li>{@link com.featherhq.client.http.RetryAfter}: how long a response asks to wait; read for the API and for storage.
 *   <li>{@link com.featherhq.client.http.TransientStatus}: which error statuses may be gone a moment later.
 *   <li>{@link com.featherhq.client.http.Secrets}: what must not be in a text.
 *   <li>{@link com.featherhq.client.http.Hop}: what a room does to each request on the wire. One pair of interceptors can
 *       serve several rooms, which matters because OkHttp copies its chain for each interceptor.
 *   <li>{@link com.featherhq.client.http.ProxyCredentialsException}: a proxy wants credentials; found by the retries, told by
 *       the client.
 *   <li>{@link com.featherhq.client.http.Backoff}: waits that grow, with jitter; for retries and for polls.
 *   <li>{@link com.featherhq.client.http.ThrownByCode}: whether a failure is one of the network, or of code inside OkHttp.
 *   <li>{@link com.featherhq.client.http.UndeclaredException}: what was thrown that is no {@code IOException}.
 *   <li>{@link com.featherhq.client.http.Surroundings}: whether OkHttp and the others are there, in versions that do.
 *   <li>{@link com.featherhq.client.http.DaemonThreads}: named threads that don't keep a JVM alive.
 * </ul>
 */
@NullMarked
package com.featherhq.client.http;

import org.jspecify.annotations.NullMarked;
