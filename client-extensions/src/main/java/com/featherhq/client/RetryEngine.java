package com.featherhq.client;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Decides whether there is another attempt, and when. Knows no HTTP, no clock and no thread. Thread-safe. */
final class RetryEngine {

    private final RetryBudget budget;
    private final DoubleSupplier random;

    /** Makes an engine that draws from {@code budget}, and its jitter from {@code random}: numbers in 0…1, 1 excluded. */
    RetryEngine(RetryBudget budget, DoubleSupplier random) {
        this.budget = budget;
        this.random = random;
    }

    /** What the engine looks at after an attempt. Time left is null if there is no deadline. */
    record Situation(
            RetryPolicy policy,
            int attempt,
            Outcome outcome,
            ServerHints hints,
            boolean idempotent,
            boolean replayable,
            @Nullable Duration timeLeft) {}

    RetryDecision decide(Situation situation) {
        StopReason reason = reasonToStop(situation);
        if (reason != null) {
            return RetryDecision.stop(reason);
        }
        return retryIfAffordable(situation);
    }

    private @Nullable StopReason reasonToStop(Situation now) {
        if (now.outcome() == Outcome.SUCCEEDED) {
            budget.succeeded();
            return StopReason.SUCCEEDED;
        }
        if (now.outcome() == Outcome.CANCELED) {
            return StopReason.CANCELED;
        }
        if (now.hints().saysStop()) {
            return StopReason.SERVER_REFUSED;
        }
        if (!now.hints().saysRetry()) {
            if (now.outcome() == Outcome.PERMANENT) {
                return StopReason.NOT_TRANSIENT;
            }
            if (now.outcome() == Outcome.TRANSIENT && !now.idempotent()) {
                return StopReason.NOT_IDEMPOTENT;
            }
        }
        if (!now.replayable()) {
            return StopReason.ONE_SHOT_BODY;
        }
        return now.attempt() >= now.policy().maxAttempts() ? StopReason.ATTEMPTS_EXHAUSTED : null;
    }

    private RetryDecision retryIfAffordable(Situation now) {
        Duration backoff = backoff(now.policy(), now.attempt());
        Duration hint = now.hints().delay();
        boolean hinted = hint != null && hint.compareTo(backoff) >= 0;
        Duration wanted = hinted ? hint : backoff;
        Duration delay = min(wanted, now.policy().maxDelay());
        Duration timeLeft = now.timeLeft();
        if (timeLeft != null && (hinted ? wanted : delay).compareTo(timeLeft) >= 0) {
            return RetryDecision.stop(StopReason.DEADLINE);
        }
        if (!budget.tryTakeRetry()) {
            return RetryDecision.stop(StopReason.BUDGET_EXHAUSTED);
        }
        return RetryDecision.retry(delay, hinted ? now.hints().source() : DelaySource.BACKOFF);
    }

    /** Full jitter: anything between zero and the exponential bound is equally likely. */
    private Duration backoff(RetryPolicy policy, int attempt) {
        double bound = Math.min(
                (double) policy.maxDelay().toNanos(), policy.baseDelay().toNanos() * Math.pow(2, attempt - 1));
        return Duration.ofNanos((long) (random.getAsDouble() * bound));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
