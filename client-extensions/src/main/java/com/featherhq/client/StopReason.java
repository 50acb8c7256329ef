package com.featherhq.client;

/** Why a call made no further attempt. */
public enum StopReason {
    /** The attempt succeeded. */
    SUCCEEDED,
    /** The outcome is not one that another attempt could change, such as 404. */
    NOT_TRANSIENT,
    /** The server may have processed the request, and the operation must not be repeated. */
    NOT_IDEMPOTENT,
    /** The request body can be sent only once. */
    ONE_SHOT_BODY,
    /** The error body says {@code "retryable": false}. */
    SERVER_REFUSED,
    /** The policy's number of attempts is used up. */
    ATTEMPTS_EXHAUSTED,
    /** The wait before the next attempt would pass the call's deadline. */
    DEADLINE,
    /** The client's {@link RetryBudget} is used up: too many calls fail. */
    BUDGET_EXHAUSTED,
    /** The call was cancelled, its thread interrupted, or the client closed. */
    CANCELED
}
