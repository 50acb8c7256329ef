package com.featherhq.client.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.retry.Attempt.DelaySource;
import com.featherhq.client.retry.Attempt.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy engine over its whole table; no HTTP, no clock, no thread. */
final class RetryEngineTest {

    private final RetryBudget budget = RetryBudget.standard();
    private final RetryEngine engine = new RetryEngine(budget, () -> 0.5);

    @ParameterizedTest(name = "{0}, idempotent {1}, replayable {2}, retryable {3}, attempt {4}: {5}")
    @CsvSource({
        "NOT_PROCESSED, true,  true,  ,      1, RETRY",
        "NOT_PROCESSED, false, true,  ,      1, RETRY",
        "NOT_PROCESSED, false, false, ,      1, ONE_SHOT_BODY",
        "NOT_PROCESSED, false, true,  false, 1, SERVER_REFUSED",
        "NOT_PROCESSED, false, true,  ,      3, ATTEMPTS_EXHAUSTED",
        "TRANSIENT,     true,  true,  ,      1, RETRY",
        "TRANSIENT,     true,  true,  ,      2, RETRY",
        "TRANSIENT,     true,  true,  ,      3, ATTEMPTS_EXHAUSTED",
        "TRANSIENT,     true,  false, ,      1, ONE_SHOT_BODY",
        "TRANSIENT,     true,  true,  false, 1, SERVER_REFUSED",
        "TRANSIENT,     false, true,  ,      1, NOT_IDEMPOTENT",
        "TRANSIENT,     false, true,  ,      3, NOT_IDEMPOTENT",
        "TRANSIENT,     false, true,  true,  1, RETRY",
        "TRANSIENT,     false, false, true,  1, ONE_SHOT_BODY",
        "PERMANENT,     true,  true,  ,      1, NOT_TRANSIENT",
        "PERMANENT,     false, true,  ,      3, NOT_TRANSIENT",
        "PERMANENT,     false, true,  true,  1, RETRY",
        "PERMANENT,     true,  true,  false, 1, SERVER_REFUSED",
        "CANCELED,      true,  true,  ,      1, CANCELED",
        "CANCELED,      true,  true,  true,  1, CANCELED",
    })
    void failed_whenOutcomeAndHints_decides(
            Outcome outcome,
            boolean idempotent,
            boolean replayable,
            @Nullable Boolean retryable,
            int attempt,
            String expected) {
        ServerHints hints = new ServerHints(retryable, null, DelaySource.BACKOFF);

        RetryDecision decision = engine.failed(new RetryEngine.Situation(
                RetryPolicy.defaults(), attempt, outcome, hints, idempotent, replayable, null));

        if (expected.equals("RETRY")) {
            assertThat(decision.delaySource()).isEqualTo(DelaySource.BACKOFF);
            assertThat(decision.stopReason()).isNull();
        } else {
            assertThat(decision.stopReason()).isEqualTo(StopReason.valueOf(expected));
            assertThat(decision.delay()).isNull();
        }
        assertThat(budget.availableRetries()).isEqualTo(expected.equals("RETRY") ? 9 : 10);
    }

    @ParameterizedTest(name = "attempt {0}, hint {1}, {2} left: {3}")
    @CsvSource({
        // Half of 500 ms * 2^(n-1), at most half of 8 s.
        "1,  ,       PT60S,  PT0.25S",
        "2,  ,       PT60S,  PT0.5S",
        "3,  ,       PT60S,  PT1S",
        "5,  ,       PT60S,  PT4S",
        "9,  ,       PT60S,  PT4S",
        "99, ,       ,       PT4S",
        // The larger of hint and backoff, at most 8 s.
        "1,  PT0S,   PT60S,  PT0.25S",
        "1,  PT0.2S, PT60S,  PT0.25S",
        "1,  PT3S,   PT60S,  PT3S",
        "1,  PT8S,   PT60S,  PT8S",
        "1,  PT20S,  PT60S,  PT8S",
        "1,  PT24H,  ,       PT8S",
        // What would pass the deadline is not waited for.
        "1,  PT24H,  PT60S,  DEADLINE",
        "1,  PT20S,  PT20S,  DEADLINE",
        "1,  PT20S,  PT20.1S,PT8S",
        "1,  ,       PT0.25S,DEADLINE",
        "1,  ,       PT0.26S,PT0.25S",
        "1,  ,       PT-1S,  DEADLINE",
    })
    void failed_whenRetryWanted_waitsExactly(
            int attempt, @Nullable Duration hint, @Nullable Duration timeLeft, String expected) {
        RetryPolicy policy = RetryPolicy.builder().maxAttempts(100).build();
        ServerHints hints = new ServerHints(null, hint, DelaySource.RETRY_AFTER_HEADER);

        RetryDecision decision = engine.failed(
                new RetryEngine.Situation(policy, attempt, Outcome.TRANSIENT, hints, true, true, timeLeft));

        assertThat(decision.retryAfter()).isEqualTo(hint);
        if (expected.equals("DEADLINE")) {
            assertThat(decision.stopReason()).isEqualTo(StopReason.DEADLINE);
            assertThat(budget.availableRetries()).isEqualTo(10);
        } else {
            assertThat(decision.delay()).isEqualTo(Duration.parse(expected));
        }
    }

    @Test
    void failed_whenHintIsLarger_namesItsSource() {
        ServerHints hints = new ServerHints(null, Duration.ofSeconds(3), DelaySource.ERROR_BODY);

        assertThat(engine.failed(transientFailure(1, hints)))
                .isEqualTo(RetryDecision.retry(Duration.ofSeconds(3), DelaySource.ERROR_BODY, Duration.ofSeconds(3)));
    }

    @Test
    void failed_whenBudgetIsEmpty_stopsAndKeepsTheHint() {
        RetryEngine broke = new RetryEngine(RetryBudget.ofRetries(0), () -> 0.5);
        ServerHints hints = new ServerHints(null, Duration.ofSeconds(3), DelaySource.ERROR_BODY);

        assertThat(broke.failed(transientFailure(1, hints)))
                .isEqualTo(RetryDecision.stop(StopReason.BUDGET_EXHAUSTED, Duration.ofSeconds(3)));
    }

    @Test
    void failed_whenSeeded_jittersFully() {
        RetryEngine seeded = new RetryEngine(RetryBudget.ofRetries(10_000), new Random(42)::nextDouble);
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            millis.add(delay(seeded).toMillis());
        }
        assertThat(millis).containsExactly(363L, 341L, 154L, 138L, 332L);
    }

    @Test
    void failed_whenRandomIsExtreme_staysWithinZeroAndBound() {
        assertThat(delay(new RetryEngine(budget, () -> 0))).isEqualTo(Duration.ZERO);
        assertThat(delay(new RetryEngine(budget, () -> Math.nextDown(1.0))))
                .isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void succeeded_always_fillsTheBudget() {
        budget.tryTakeRetry();
        for (int i = 0; i < 4; i++) {
            assertThat(engine.succeeded()).isEqualTo(RetryDecision.stop(StopReason.SUCCEEDED, null));
        }
        assertThat(budget.availableRetries()).isEqualTo(9);
        engine.succeeded();
        assertThat(budget.availableRetries()).isEqualTo(10);
    }

    @Test
    void decision_whenPrinted_saysWhatHappens() {
        assertThat(engine.failed(transientFailure(1, ServerHints.NONE))).hasToString("next in 250 ms (BACKOFF)");
        assertThat(engine.failed(transientFailure(3, ServerHints.NONE))).hasToString("stopped (ATTEMPTS_EXHAUSTED)");
    }

    private static Duration delay(RetryEngine engine) {
        return java.util.Objects.requireNonNull(
                engine.failed(transientFailure(1, ServerHints.NONE)).delay());
    }

    private static RetryEngine.Situation transientFailure(int attempt, ServerHints hints) {
        return new RetryEngine.Situation(
                RetryPolicy.defaults(), attempt, Outcome.TRANSIENT, hints, true, true, Duration.ofSeconds(60));
    }
}
