package com.featherhq.client.retry;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A token bucket that bounds the retries of everybody who shares it, so that a client does not make an outage worse.
 *
 * <p>A retry takes 5 tokens and is not made if there are fewer; every successful call puts 1 back. So whatever the server
 * does, there are never more retries than a fifth of the successful calls plus the initial stock of 50 tokens (10 retries),
 * and it recovers by itself. The fifth is that of Finagle's {@code RetryBudget}. With the stock, a client with one call a
 * second makes less than 1.2 requests per call in an outage of a minute, and with 5 % of random failures as many of its calls
 * succeed as with a stock of 50 retries ({@code RetryFrontierTest}). Thread-safe, lock-free.
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

    static final int RETRIES = 10;
    static final int RETRY_COST = 5;

    private final int capacity;
    private final int retryCost;
    private final AtomicInteger tokens;

    private RetryBudget(int capacity, int retryCost) {
        this.capacity = capacity;
        this.retryCost = retryCost;
        this.tokens = new AtomicInteger(capacity);
    }

    /** Returns a full bucket of 50 tokens: 10 retries. */
    public static RetryBudget standard() {
        return of(RETRIES, RETRY_COST);
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
        return of(retries, RETRY_COST);
    }

    /** Returns a full bucket in which a retry costs what {@code successes} successful calls give. */
    static RetryBudget of(int retries, int successes) {
        return new RetryBudget(retries * successes, successes);
    }

    /** Returns how many retries the bucket would allow now. */
    public int availableRetries() {
        return tokens.get() / retryCost;
    }

    boolean tryTakeRetry() {
        int now = tokens.get();
        while (now >= retryCost) {
            if (tokens.compareAndSet(now, now - retryCost)) {
                return true;
            }
            now = tokens.get();
        }
        return false;
    }

    /** Puts back what a retry took that was not made. */
    void notMade() {
        tokens.updateAndGet(now -> Math.min(capacity, now + retryCost));
    }

    /** Puts one token back; only reads when the bucket is full, which is the normal case. */
    void succeeded() {
        int now = tokens.get();
        while (now < capacity && !tokens.compareAndSet(now, now + 1)) {
            now = tokens.get();
        }
    }
}
