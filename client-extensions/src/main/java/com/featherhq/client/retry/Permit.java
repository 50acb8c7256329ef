package com.featherhq.client.retry;

import com.featherhq.client.ratelimit.Lane;
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

    private final Lane lane;
    private final Duration atMost;
    private final long askedNanos;
    private final CompletableFuture<Duration> answer;
    private final boolean dueAtOnce;

    private Permit(Lane lane, Duration atMost, long askedNanos, CompletableFuture<Duration> answer) {
        this.lane = lane;
        this.atMost = atMost;
        this.askedNanos = askedNanos;
        this.answer = answer;
        this.dueAtOnce = isKnown() && refusal() == null && waitTime().isZero();
    }

    /** Asks for a permit of {@code lane} that is due in {@code left}; null if there is no deadline. */
    static Permit of(RateLimiter limiter, Lane lane, @Nullable Duration left, long now) {
        Duration atMost = left == null ? FOREVER : left.isNegative() ? Duration.ZERO : left;
        CompletableFuture<Duration> answer;
        try {
            answer = limiter.reserve(lane, 1, atMost).toCompletableFuture();
        } catch (Throwable e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return new Permit(lane, atMost, now, answer);
    }

    boolean isKnown() {
        return answer.isDone();
    }

    boolean isDueAtOnce() {
        return dueAtOnce;
    }

    /** Returns how long the attempt that starts now has waited for this permit; a null permit was not waited for. */
    static long waitedNanos(@Nullable Permit permit, long now) {
        return permit == null || permit.dueAtOnce ? 0 : now - permit.askedNanos;
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
                    : PermitRefusedException.failed(lane, e.getCause());
        }
    }

    /** Returns what is told when the deadline comes first. */
    IOException tooLate() {
        if (!isKnown()) {
            return PermitRefusedException.unanswered(lane, atMost);
        }
        IOException refusal = refusal();
        return refusal == null ? PermitRefusedException.tooLate(lane, waitTime(), atMost) : refusal;
    }

    /** Returns how long to wait until the permit is due; once it is known. */
    Duration waitTime() {
        return answer.join();
    }

    void giveBack() {
        answer.cancel(false);
    }
}
