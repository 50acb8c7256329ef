package com.featherhq.client;

import com.featherhq.client.retry.Attempt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed; the root of all exceptions of {@link FeatherClient#execute}.
 *
 * <p>The message is one line, and holds neither the API key, nor a signed URL, nor a body, nor a value of a parameter.
 * Neither do the causes: a cause whose text holds one is left out. Instances are immutable. Serialised, they keep what
 * the message says; the attempts and the body are left behind.
 *
 * <pre>{@code
 * try {
 *     client.execute(client.api(VoiceApi.class).getRecordingPlaybackUrl(recordingId));
 * } catch (NotFoundException e) {
 *     System.err.println("no such recording");
 * } catch (TransportException e) {
 *     System.err.println(e.mayHaveBeenProcessed() ? "look whether it was done" : "try later");
 * } catch (FeatherException e) {
 *     System.err.println(e.getMessage() + " after " + e.attempts());
 * }
 * }</pre>
 *
 * @see ServiceException
 * @see TransportException
 * @see MalformedResponseException
 * @see Attempt
 */
public abstract class FeatherException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String operation;
    private final String httpMethod;
    private final String pathTemplate;
    private final @Nullable String idempotencyKey;
    private final transient @Nullable List<Attempt> attempts;

    FeatherException(String message, @Nullable Throwable cause, CallFacts call) {
        super(message, cause);
        this.operation = call.operation().name();
        this.httpMethod = call.operation().httpMethod();
        this.pathTemplate = call.operation().pathTemplate();
        this.idempotencyKey = call.idempotencyKey();
        this.attempts = call.attempts();
    }

    /**
     * Returns the operation: {@code VoiceApi.getRecordingPlaybackUrl}; {@code undeclared} for a call without an interface
     * method.
     */
    public String operation() {
        return operation;
    }

    /** Returns the HTTP method, upper case. */
    public String httpMethod() {
        return httpMethod;
    }

    /** Returns the path with the names of its parameters: {@code v1/voice/recordings/{recording_id}/playback-url}. */
    public String pathTemplate() {
        return pathTemplate;
    }

    /** Returns the idempotency key that all attempts had, with which it is safe to call again; null if the call has none. */
    public @Nullable String idempotencyKey() {
        return idempotencyKey;
    }

    /** Returns the attempts, the first one first; empty if the call was not one of this client's. Unmodifiable. */
    public List<Attempt> attempts() {
        return attempts == null ? List.of() : attempts;
    }
}
