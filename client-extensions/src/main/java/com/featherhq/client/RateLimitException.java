package com.featherhq.client;

/**
 * 429: the organisation's rate limit is exceeded; see {@link #retryAfter()}.
 *
 * @see com.featherhq.client.retry.RetryBudget
 */
public final class RateLimitException extends ServiceException {

    private static final long serialVersionUID = 1L;

    RateLimitException(ServiceAnswer answer) {
        super(answer);
    }
}
