package com.featherhq.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The service answered with an error status.
 *
 * <p>Statuses that callers treat differently have subtypes; any other status has this type.
 *
 * <pre>{@code
 * try {
 *     client.execute(client.api(VoiceApi.class).getRecordingPlaybackUrl(recordingId));
 * } catch (ServiceException e) {
 *     System.err.println(e.statusCode() + " " + e.code() + ", request id " + e.requestId());
 * }
 * }</pre>
 *
 * @see RateLimitException
 * @see ValidationException
 * @see UnauthorizedException
 */
public class ServiceException extends FeatherException {

    private static final long serialVersionUID = 1L;

    private final int statusCode;
    private final @Nullable String code;
    private final @Nullable String serviceMessage;
    private final @Nullable Boolean retryable;
    private final @Nullable Duration retryAfter;
    private final @Nullable String requestId;
    private final @Nullable String contentType;
    private final transient @Nullable String rawBody;
    private final boolean mayHaveBeenDoneEarlier;

    ServiceException(ServiceAnswer answer) {
        super(answer.describe(), null, answer.call());
        ErrorBody body = answer.body();
        this.statusCode = answer.statusCode();
        this.code = body.code();
        this.serviceMessage = body.message();
        this.retryable = body.retryable();
        this.retryAfter = answer.retryAfter();
        this.requestId = answer.requestId();
        this.contentType = body.contentType();
        this.rawBody = body.raw();
        this.mayHaveBeenDoneEarlier = answer.mayHaveBeenDoneEarlier();
    }

    /** Returns the HTTP status. */
    public final int statusCode() {
        return statusCode;
    }

    /** Returns the service's error code, such as {@code rate_limited}, or null. At most 100 characters. */
    public final @Nullable String code() {
        return code;
    }

    /** Returns the service's error message, or null. One line, at most 500 characters. */
    public final @Nullable String serviceMessage() {
        return serviceMessage;
    }

    /** Returns whether the service says that the same request may succeed later, or null if it doesn't say. */
    public final @Nullable Boolean retryable() {
        return retryable;
    }

    /** Returns how long the service asks to wait, or null if it doesn't say. At most 365 days. */
    public final @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Returns the response's {@code x-request-id} or {@code request-id}, or null. At most 128 characters. */
    public final @Nullable String requestId() {
        return requestId;
    }

    /**
     * Tells whether this may be the effect of an earlier attempt of the same call, whose own answer was lost: a DELETE that
     * is answered 404 when it is repeated, a PUT that is answered 409. True for 404, 409, 410 and 412 to a method other
     * than GET, HEAD and OPTIONS, if an attempt before the last one may have been processed.
     */
    public final boolean mayHaveBeenDoneEarlier() {
        return mayHaveBeenDoneEarlier;
    }

    /** Returns the body's media type, such as {@code application/json}, or null if the response named none. */
    public final @Nullable String contentType() {
        return contentType;
    }

    /**
     * Returns the first 64 KiB of the body, unchanged. It may hold secrets or personal data: it is in no message and not
     * serialised, and shouldn't be logged.
     */
    public final String rawBody() {
        return rawBody == null ? "" : rawBody;
    }
}
