package com.featherhq.client.retry;

import com.featherhq.client.ratelimit.PermitRefusedException;
import com.featherhq.client.ratelimit.RateLimiter;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What the rate limiter answers, in the terms of a call. */
final class Permit {

    /** Without a deadline, a permit is waited for as long as it takes. */
    private static final Duration FOREVER = Duration.ofDays(365);

    private final CompletableFuture<Duration> answer;

    private Permit(CompletableFuture<Duration> answer) {
        this.answer = answer;
    }

    /** Asks for a permit of {@code setup}'s lane that is due in {@code left}; null if there is no deadline. */
    static Permit of(RateLimiter limiter, CallSetup setup, @Nullable Duration left) {
        Duration atMost = left == null ? FOREVER : left.isNegative() ? Duration.ZERO : left;
        try {
            return new Permit(limiter.reserve(setup.lane(), 1, atMost).toCompletableFuture());
        } catch (RuntimeException e) {
            return new Permit(CompletableFuture.failedFuture(e));
        }
    }

    boolean isKnown() {
        return answer.isDone();
    }

    boolean isDueNow() {
        return isKnown() && refusal() == null && waitTime().isZero();
    }

    /** Runs {@code action} once the answer is there, on any thread; cancelling what is returned changes nothing but that. */
    Future<?> onceKnown(Runnable action) {
        return answer.whenComplete((waitTime, failure) -> action.run());
    }

    /** Returns why there is no permit, or null if there is one; once it is known. */
    @Nullable
    IOException refusal() {
        try {
            Duration unused = answer.join();
            return null;
        } catch (CancellationException e) {
            return new IOException("Canceled");
        } catch (CompletionException e) {
            return e.getCause() instanceof PermitRefusedException refused
                    ? refused
                    : new IOException("The rate limiter failed", e.getCause());
        }
    }

    /** Returns how long to wait until the permit is due; once it is known. */
    Duration waitTime() {
        return answer.join();
    }

    void giveBack() {
        answer.cancel(false);
    }
}
