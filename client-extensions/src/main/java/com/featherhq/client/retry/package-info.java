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
 *   <li>While the attempt runs, {@code AttemptHop} finds it by {@code AttemptsInFlight}, numbers it and notes whether it
 *       was sent; {@code Recovery} repeats it within the attempt where a connection failed it.
 *   <li>{@link com.featherhq.client.retry.AttemptStep} lets a room that reads bodies itself have a part of that in the attempt.
 *   <li>At its end, {@code DecisionTable} turns what HTTP says into an {@code Outcome}, {@code HintReader} reads what the server
 *       says about trying again, and {@code RetryEngine}, which knows no HTTP, decides by {@link
 *       com.featherhq.client.retry.RetryPolicy}, {@link com.featherhq.client.retry.RetryBudget} and deadline.
 *   <li>What comes out is the last response or failure, and {@link com.featherhq.client.retry.Attempt#of} has the history.
 * </ol>
 *
 * <p>{@code RetryRuntime} is what the calls share: engine, timer, clock, and what {@code close()} has to end. Knows {@code
 * com.featherhq.client.http} and nothing else of the client.
 *
 * <h2>What OkHttp would repeat, and who does it here</h2>
 *
 * <p>By the sources of OkHttp 4.12 and 5.5, point by point. "Free" means: within the attempt, at once, without budget; at most
 * three times for an attempt, but as often as the pool holds dead connections.
 *
 * <table>
 * <caption>After a failure ({@code RetryAndFollowUpInterceptor.recover}, {@code ExchangeFinder}, {@code RealConnection})</caption>
 * <tr><th>OkHttp</th><th>here</th></tr>
 * <tr><td>a connection can't be made: next address, next proxy, next TLS setting; not after a certificate was refused</td>
 *     <td>as OkHttp: {@code retryOnConnectionFailure} is on. Each address has its share of the attempt's time ({@code
 *     ConnectTime}); OkHttp 4 gives each the whole connect timeout</td></tr>
 * <tr><td>lookup of the name: on the calling thread, without limit</td>
 *     <td>on a thread of its own ({@code CallDns}); the call ends in time</td></tr>
 * <tr><td>a pooled connection is looked at before a request that is no GET, after ten idle seconds</td>
 *     <td>before a request that can't be repeated for nothing, after one idle millisecond ({@code Connections}); a dead one
 *     costs nothing</td></tr>
 * <tr><td>the HTTP/2 connection is shut down: repeated, whatever the body, for nothing was sent</td><td>the same, free</td></tr>
 * <tr><td>{@code REFUSED_STREAM}, or a stream above GOAWAY's last: repeated, unless the body is for once</td><td>the same, free,
 *     for each method; the fourth in a row is left to the policy</td></tr>
 * <tr><td>any other failure on a pooled connection, or with addresses left: repeated, also a POST that the server may have
 *     acted on</td>
 *     <td>free only for an idempotent request on a connection that had answered before and ended before a byte of this
 *     answer; all else is left to the policy. {@code LostRequest} keeps OkHttp from it</td></tr>
 * <tr><td>a timeout, a protocol error: not repeated</td><td>left to the policy</td></tr>
 * <tr><td>a stream that OkHttp's read timeout ended: a ping, and no new calls if no answer comes in a second; a call that its
 *     own timeout ended: nothing</td>
 *     <td>no new calls on an HTTP/2 connection where an attempt has timed out, calls that run go on; pings each 10 s unless
 *     the client has an interval of its own</td></tr>
 * <tr><td>two interim answers: {@code IllegalStateException} in 4.12</td><td>an {@code IOException}, not repeated</td></tr>
 * </table>
 *
 * <table>
 * <caption>After an answer ({@code RetryAndFollowUpInterceptor.followUpRequest})</caption>
 * <tr><th>OkHttp</th><th>here</th></tr>
 * <tr><td>408: repeated once, POST too, unless {@code Retry-After} asks for a wait</td>
 *     <td>left to the policy ({@code ResendGuard})</td></tr>
 * <tr><td>503 with {@code Retry-After: 0}: repeated once, POST too</td><td>left to the policy ({@code ResendGuard})</td></tr>
 * <tr><td>421 on a connection that two hosts share: repeated on another</td>
 *     <td>as OkHttp: the server has refused it (RFC 9110 §15.5.20)</td></tr>
 * <tr><td>401, 407: the authenticators are asked</td>
 *     <td>as OkHttp; a proxy's 407 without credentials ends the call and names the proxy ({@code ProxyCredentials})</td></tr>
 * <tr><td>redirects: up to 20</td><td>as the client says; {@code com.featherhq.client.auth} follows those within the origin</td></tr>
 * </table>
 */
@NullMarked
package com.featherhq.client.retry;

import org.jspecify.annotations.NullMarked;
