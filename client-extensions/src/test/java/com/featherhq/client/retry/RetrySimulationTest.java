package com.featherhq.client.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an outage of a minute does to the server, by how its clients retry. The README shows the table. */
final class RetrySimulationTest {

    private static final String TABLE = """
        | clients retry by | requests per call in the outage | in its second half | most requests per second | recovered after |
        |---|---|---|---|---|
        | no retries | 1.00 | 1.00 | 1,000 | 0 s |
        | this client without a budget | 2.98 | 3.00 | 3,038 | 1 s |
        | Failsafe | 2.97 | 3.00 | 3,056 | 3 s |
        | AWS standard mode's numbers | 2.67 | 2.37 | 3,038 | 0 s |
        | this client | 1.17 | 1.00 | 3,028 | 0 s |
        | this client with adaptive throttling | 0.82 | 0.62 | 3,005 | 1 s |
        """;

    static final Random RANDOM = new Random(7);

    @Test
    void outage_whenManyClientsRetry_staysWithinTheBudget() {
        Map<String, RetrySimulation> runs = new LinkedHashMap<>();
        runs.put("no retries", run(() -> new Engine(RetryPolicy.none(), RetryBudget.standard())));
        runs.put("this client without a budget", run(() -> engine(RetryBudget.ofRetries(100_000_000))));
        runs.put("Failsafe", run(Failsafe::new));
        runs.put("AWS standard mode's numbers", run(AwsStandard::new));
        runs.put("this client", run(() -> engine(RetryBudget.standard())));
        runs.put("this client with adaptive throttling", run(Throttling::new));

        String table = table(runs);
        System.out.println(table);
        System.out.println(chart(runs));

        assertThat(table.replace("\r", "")).isEqualTo(TABLE);
        RetrySimulation ours = runs.get("this client");
        assertThat(ours.requestsPerCall(60, 90)).isLessThanOrEqualTo(1.1);
        assertThat(ours.secondsToRecover()).isZero();
        RetrySimulation throttling = runs.get("this client with adaptive throttling");
        assertThat(throttling.requestsPerCall(RetrySimulation.DOWN, RetrySimulation.UP))
                .isLessThan(1);
        assertThat(throttling.secondsToRecover()).isLessThanOrEqualTo(2);
    }

    @Test
    void throttling_whenOneInTwentyFails_holdsNothingBack() {
        AdaptiveThrottle throttle = new AdaptiveThrottle(RANDOM::nextDouble);
        RANDOM.setSeed(7);
        for (int call = 0; call < 1_000_000; call++) {
            long now = call * 300_000_000L;
            assertThat(throttle.admits(now)).isTrue();
            throttle.ended(RANDOM.nextInt(20) == 0 ? Outcome.TRANSIENT : Outcome.SUCCEEDED, now);
        }
    }

    private static RetrySimulation run(Supplier<RetrySimulation.Strategy> strategy) {
        RANDOM.setSeed(7);
        List<RetrySimulation.Strategy> clients = new ArrayList<>();
        for (int i = 0; i < RetrySimulation.CLIENTS; i++) {
            clients.add(strategy.get());
        }
        return new RetrySimulation(clients).run();
    }

    private static Engine engine(RetryBudget budget) {
        return new Engine(RetryPolicy.defaults(), budget);
    }

    private static String table(Map<String, RetrySimulation> runs) {
        StringBuilder table =
                new StringBuilder("| clients retry by | requests per call in the outage | in its second half "
                        + "| most requests per second | recovered after |\n|---|---|---|---|---|\n");
        runs.forEach((name, run) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %,d | %d s |\n",
                name,
                run.requestsPerCall(RetrySimulation.DOWN, RetrySimulation.UP),
                run.requestsPerCall(60, RetrySimulation.UP),
                run.peak(),
                run.secondsToRecover())));
        return table.toString();
    }

    /** A bar of one to eight eighths for each five seconds; a full one is 3,200 requests a second. */
    private static String chart(Map<String, RetrySimulation> runs) {
        StringBuilder chart = new StringBuilder();
        runs.forEach((name, run) -> {
            chart.append(String.format("%-38s", name));
            run.fiveSecondRates().forEach(rate -> chart.append((char) ('\u2581' + Math.min(7, rate / 400))));
            chart.append('\n');
        });
        return chart.toString();
    }

    /** The engine of this client, with its policy. */
    static final class Engine implements RetrySimulation.Strategy {

        private final RetryPolicy policy;
        private final RetryEngine engine;

        Engine(RetryPolicy policy, RetryBudget budget) {
            this.policy = policy;
            engine = new RetryEngine(budget, RANDOM::nextDouble);
        }

        @Override
        public @Nullable Double afterFailure(int attempt) {
            Duration delay = engine.failed(new RetryEngine.Situation(
                            policy, attempt, Outcome.TRANSIENT, ServerHints.NONE, true, true, Duration.ofSeconds(50)))
                    .delay();
            return delay == null ? null : delay.toNanos() / 1e9;
        }

        @Override
        public void afterSuccess(int attempt) {
            engine.succeeded();
        }
    }

    /** The engine of this client, and the throttle before it. */
    private static final class Throttling implements RetrySimulation.Strategy {

        private final Engine engine = engine(RetryBudget.standard());
        private final AdaptiveThrottle throttle = new AdaptiveThrottle(RANDOM::nextDouble);
        private long now;

        @Override
        public boolean admits(double time, int attempt) {
            now = (long) (time * 1e9);
            return attempt > 1 || throttle.admits(now);
        }

        @Override
        public @Nullable Double afterFailure(int attempt) {
            throttle.ended(Outcome.TRANSIENT, now);
            return engine.afterFailure(attempt);
        }

        @Override
        public void afterSuccess(int attempt) {
            throttle.ended(Outcome.SUCCEEDED, now);
            engine.afterSuccess(attempt);
        }
    }

    /** Failsafe's policy with the same number of attempts and backoff, and a jitter of half the delay. */
    private static final class Failsafe implements RetrySimulation.Strategy {

        private static final dev.failsafe.RetryPolicyConfig<Object> CONFIG = dev.failsafe.RetryPolicy.builder()
                .withMaxAttempts(3)
                .withBackoff(Duration.ofMillis(500), Duration.ofSeconds(8))
                .withJitter(0.5)
                .build()
                .getConfig();

        @Override
        public @Nullable Double afterFailure(int attempt) {
            if (attempt > CONFIG.getMaxRetries()) {
                return null;
            }
            double factor = Math.pow(CONFIG.getDelayFactor(), attempt - 1);
            double longest = CONFIG.getMaxDelay().toMillis();
            double delay = Math.min(CONFIG.getDelay().toMillis() * factor, longest);
            return delay / 1e3 * (1 + (1 - 2 * RANDOM.nextDouble()) * CONFIG.getJitterFactor());
        }

        @Override
        public void afterSuccess(int attempt) {}
    }

    /** The retry quota of the AWS SDKs' standard mode: 500 tokens, 5 for a retry, back if it succeeds; 1 for a success. */
    private static final class AwsStandard implements RetrySimulation.Strategy {

        private final RetryEngine delays = new RetryEngine(RetryBudget.ofRetries(1_000_000), RANDOM::nextDouble);
        private int tokens = 500;

        @Override
        public @Nullable Double afterFailure(int attempt) {
            Duration delay = delays.failed(new RetryEngine.Situation(
                            RetryPolicy.defaults(), attempt, Outcome.TRANSIENT, ServerHints.NONE, true, true, null))
                    .delay();
            if (delay == null || tokens < 5) {
                return null;
            }
            tokens -= 5;
            return delay.toNanos() / 1e9;
        }

        @Override
        public void afterSuccess(int attempt) {
            tokens = Math.min(500, tokens + (attempt == 1 ? 1 : 5));
        }
    }
}
