package com.featherhq.client.retry;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A token bucket that bounds the retries of everybody who shares it, so that a client does not make an outage worse.
 *
 * <p>A retry takes 10 tokens and is not made if there are fewer; every successful call puts 1 back. So whatever the
 * server does, there are never more retries than a tenth of the successful calls plus the initial stock of 500 tokens
 * (50 retries), and it recovers by itself. The capacity is that of the AWS SDKs' standard mode (500 tokens); the
 * ratio of 10 to 1 is the one of gRPC's retry throttling (gRFC A6, {@code tokenRatio} 0.1). Thread-safe, lock-free.
 *
 * <pre>{@code
 * RetryBudget shared = RetryBudget.standard(); // one outage, one budget, however many clients
 * FeatherClient one =
 *         FeatherClient.builder().apiKey(key).baseUrl(url).retryBudget(shared).build();
 * FeatherClient two =
 *         FeatherClient.builder().apiKey(key).baseUrl(url).retryBudget(shared).build();
 * }</pre>
 *
 * @see RetryPolicy
 */
public final class RetryBudget {

    static final int CAPACITY = 500;
    static final int RETRY_COST = 10;

    private final int capacity;
    private final AtomicInteger tokens;

    private RetryBudget(int capacity) {
        this.capacity = capacity;
        this.tokens = new AtomicInteger(capacity);
    }

    /** Returns a full bucket of 500 tokens: 50 retries. */
    public static RetryBudget standard() {
        return new RetryBudget(CAPACITY);
    }

    /**
     * Returns a full bucket for that many retries in a row.
     *
     * @throws IllegalArgumentException if {@code retries} is negative or above 100,000,000
     */
    public static RetryBudget ofRetries(int retries) {
        if (retries < 0 || retries > 100_000_000) {
            throw new IllegalArgumentException("retries must be between 0 and 100,000,000, but is " + retries);
        }
        return new RetryBudget(retries * RETRY_COST);
    }

    /** Returns how many retries the bucket would allow now. */
    public int availableRetries() {
        return tokens.get() / RETRY_COST;
    }

    boolean tryTakeRetry() {
        int now = tokens.get();
        while (now >= RETRY_COST) {
            if (tokens.compareAndSet(now, now - RETRY_COST)) {
                return true;
            }
            now = tokens.get();
        }
        return false;
    }

    /** Puts one token back; only reads when the bucket is full, which is the normal case. */
    void succeeded() {
        int now = tokens.get();
        while (now < capacity && !tokens.compareAndSet(now, now + 1)) {
            now = tokens.get();
        }
    }
}
