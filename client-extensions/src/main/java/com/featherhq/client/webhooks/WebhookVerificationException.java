package com.featherhq.client.webhooks;

/**
 * A webhook request that must not be trusted. Answer it with 400 and do nothing else. The message holds no signature, no secret and nothing
 * of the body.
 */
public final class WebhookVerificationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a request was refused. */
    public enum Reason {
        /** The id, the timestamp or the signature header is absent. */
        MISSING_HEADER,
        /** The timestamp is not a number of seconds since 1970. */
        INVALID_TIMESTAMP,
        /** The timestamp is further in the past than the tolerance: a delayed or replayed request. */
        TOO_OLD,
        /** The timestamp is further in the future than the tolerance: a wrong clock on one of the two sides. */
        TOO_NEW,
        /** No signature is one of the secrets' own: a forged request, a changed body, or another secret. */
        NO_MATCHING_SIGNATURE
    }

    private final Reason reason;

    WebhookVerificationException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Returns why the request was refused. */
    public Reason reason() {
        return reason;
    }
}
