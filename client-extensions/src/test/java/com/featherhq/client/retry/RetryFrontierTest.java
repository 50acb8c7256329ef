package com.featherhq.client.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Which budget is the default: bucket size against ratio, by what an outage sends to the server and by what calls come to
 * when the service is well but for random 503s. The README shows the table.
 */
final class RetryFrontierTest {

    private static final int[] RETRIES = {5, 10, 12, 20, 50};
    private static final int[] SUCCESSES = {5, 10, 20};

    /** Calls that fail at random, for each probability: the difference of 0.01 points is 60 of them. */
    private static final int CALLS = 600_000;

    private record Row(
            int retries,
            int successes,
            double outage,
            double secondHalf,
            double blip,
            double one,
            double five,
            double twenty) {

        static Row of(int retries, int successes) {
            RetrySimulation outage = run(retries, successes, RetrySimulation.UP);
            RetrySimulation blip = run(retries, successes, RetrySimulation.DOWN + 2);
            return new Row(
                    retries,
                    successes,
                    outage.requestsPerCall(RetrySimulation.DOWN, RetrySimulation.UP),
                    outage.requestsPerCall(60, RetrySimulation.UP),
                    blip.success(RetrySimulation.DOWN, RetrySimulation.DOWN + 2),
                    success(retries, successes, 0.01),
                    success(retries, successes, 0.05),
                    success(retries, successes, 0.2));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %d | %d | %.2f | %.2f | %.1f %% | %.3f %% | %.3f %% | %.2f %% |%n",
                    retries,
                    successes,
                    outage,
                    secondHalf,
                    100 * blip,
                    100 * one,
                    100 * five,
                    100 * twenty);
        }
    }

    @Test
    void standard_onTheFrontier_isSmallInAnOutageAndCostsNoSuccess() {
        List<Row> rows = new ArrayList<>();
        for (int retries : RETRIES) {
            for (int successes : SUCCESSES) {
                rows.add(Row.of(retries, successes));
            }
        }
        System.out.println(
                "| retries at once | successes for one more | requests per call in the outage | in its second half |"
                        + " success in a blip of 2 s | with 1 % of 503 | with 5 % | with 20 % |\n"
                        + "|---|---|---|---|---|---|---|---|");
        rows.forEach(System.out::print);

        Row largest = Row.of(50, 10);
        Row standard = Row.of(RetryBudget.standard().availableRetries(), RetryBudget.RETRY_COST);
        assertThat(standard.outage()).isLessThanOrEqualTo(1.2);
        assertThat(standard.secondHalf()).isLessThanOrEqualTo(1.05);
        assertThat(standard.five()).isGreaterThanOrEqualTo(largest.five() - 0.0001);
    }

    private static RetrySimulation run(int retries, int successes, int up) {
        RetrySimulationTest.RANDOM.setSeed(7);
        List<RetrySimulation.Strategy> clients = new ArrayList<>();
        for (int i = 0; i < RetrySimulation.CLIENTS; i++) {
            clients.add(new RetrySimulationTest.Engine(RetryPolicy.defaults(), RetryBudget.of(retries, successes)));
        }
        return new RetrySimulation(clients, up).run();
    }

    /** A client with one call after the other, each attempt of which fails with {@code probability}; a new one every 600 calls. */
    private static double success(int retries, int successes, double probability) {
        Random random = new Random(11);
        RetrySimulationTest.RANDOM.setSeed(7);
        int failed = 0;
        RetrySimulationTest.Engine client = null;
        for (int call = 0; call < CALLS; call++) {
            if (call % 600 == 0) {
                client = new RetrySimulationTest.Engine(RetryPolicy.defaults(), RetryBudget.of(retries, successes));
            }
            for (int attempt = 1; ; attempt++) {
                if (random.nextDouble() >= probability) {
                    client.afterSuccess(attempt);
                    break;
                }
                if (client.afterFailure(attempt) == null) {
                    failed++;
                    break;
                }
            }
        }
        return 1 - (double) failed / CALLS;
    }
}
