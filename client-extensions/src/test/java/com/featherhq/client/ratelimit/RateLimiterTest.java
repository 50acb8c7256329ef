package com.featherhq.client.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RateLimiterTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofHours(1);

    private final FakeTicker time = new FakeTicker();

    private RateLimiter limiter(int limit) {
        return limiter(limit, Rates.defaultBurst(limit), 0.5);
    }

    private RateLimiter limiter(int limit, int burst, double bulkShare) {
        Permits permits = new LocalPermits(Rates.of(limit, MINUTE, burst, bulkShare), time);
        return new LaneLimiter(permits, time, new Announcer(null));
    }

    /** Whoever asks, waits, gives up and is told 429: no 60 s, at whatever moment they begin, see more than the limit. */
    @ParameterizedTest
    @CsvSource({"6000, 30", "6000, 600", "6000, 6000", "600, 3", "60, 1", "7, 3", "1, 1"})
    void reserve_whenWorkIsRandom_keepsTheLimitInAnyWindow(int limit, int burst) {
        for (int seed = 1; seed <= 5; seed++) {
            List<Long> sent = new RandomWork(limiter(limit, burst, 0.5), new Random(seed), limit).run();

            assertThat(mostInAnyMinute(sent)).as("seed %d", seed).isLessThanOrEqualTo(limit);
        }
    }

    /** Calls in both lanes for five minutes: bursts, quiet times, one in ten gives up while it waits, some 429s. */
    private final class RandomWork {

        private final RateLimiter limiter;
        private final Random random;
        private final double rate;
        private final List<Long> sent = new ArrayList<>();

        RandomWork(RateLimiter limiter, Random random, int limit) {
            this.limiter = limiter;
            this.random = random;
            this.rate = limit / 60.0;
        }

        List<Long> run() {
            long end = time.nanos() + Duration.ofMinutes(5).toNanos();
            while (time.nanos() < end) {
                double load = random.nextInt(4) * rate;
                long phase = time.nanos() + (long) (random.nextDouble() * 2e10);
                while (time.nanos() < phase) {
                    if (load > 0) {
                        call();
                    }
                    double gap = load == 0 ? 1 : -Math.log(1 - random.nextDouble()) / load;
                    time.advance(Duration.ofNanos((long) (gap * 1e9)));
                }
                if (random.nextInt(5) == 0) {
                    limiter.rejected(null);
                }
            }
            time.advance(LONG);
            return sent;
        }

        private void call() {
            Lane lane = random.nextBoolean() ? Lane.BULK : Lane.INTERACTIVE;
            int permits = random.nextInt(20) == 0 ? 3 : 1;
            Duration atMost = Duration.ofSeconds(random.nextInt(60));
            CompletableFuture<Duration> turn =
                    limiter.reserve(lane, permits, atMost).toCompletableFuture();
            boolean[] canceled = {false};
            CompletableFuture<Void> unused = turn.thenAccept(wait -> {
                assertThat(wait).isLessThanOrEqualTo(atMost);
                time.after(wait.toNanos(), () -> send(permits, canceled[0]));
            });
            if (random.nextInt(10) == 0) {
                time.after((long) (random.nextDouble() * 5e9), () -> {
                    canceled[0] = true;
                    turn.cancel(false);
                });
            }
        }

        private void send(int permits, boolean canceled) {
            for (int i = 0; i < permits && !canceled; i++) {
                sent.add(time.nanos());
            }
        }
    }

    private static int mostInAnyMinute(List<Long> times) {
        Collections.sort(times);
        int most = 0;
        int first = 0;
        for (int last = 0; last < times.size(); last++) {
            while (times.get(last) - times.get(first) >= MINUTE.toNanos()) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @ParameterizedTest
    @ValueSource(ints = {6_000, 600})
    void reserve_whenSaturated_usesAtLeastNinetySevenPercent(int limit) {
        RateLimiter limiter = limiter(limit);
        Duration last = Duration.ZERO;
        for (int i = 0; i < limit; i++) {
            last = waitFor(limiter.reserve(Lane.INTERACTIVE, 1, LONG));
        }

        assertThat(last).isBetween(Duration.ofSeconds(59), Duration.ofMillis(61_800));
    }

    @Test
    void reserve_whenUnused_letsTheBurstThroughAndThenPaces() {
        RateLimiter limiter = limiter(6_000);

        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            waits.add(waitFor(limiter.reserve(Lane.INTERACTIVE, 1, LONG)));
        }

        assertThat(waits.subList(0, 30)).containsOnly(Duration.ZERO);
        assertThat(waits.subList(30, 32)).containsExactly(Duration.ofNanos(10_202_347), Duration.ofNanos(20_404_694));
    }

    @Test
    void reserve_whenBulkFills_leavesInteractiveCallsAlone() {
        RateLimiter limiter = limiter(6_000);
        List<CompletableFuture<Duration>> bulk = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            bulk.add(limiter.reserve(Lane.BULK, 1, LONG).toCompletableFuture());
        }
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            time.advance(Duration.ofMillis(25)); // 40 a second, beside 49 of the bulk lane.
            waits.add(waitFor(limiter.reserve(Lane.INTERACTIVE, 1, LONG)));
        }

        assertThat(Collections.max(waits)).isLessThan(Duration.ofMillis(20));
        long passed = bulk.stream().filter(CompletableFuture::isDone).count();
        assertThat(passed).isBetween(490L, 510L); // Of its burst, and half the rate for ten seconds.
    }

    @Test
    void reserve_whenThePermitIsDueTooLate_refusesAndTakesNothing() {
        RateLimiter limiter = limiter(60);
        waitFor(limiter.reserve(Lane.INTERACTIVE, 1, Duration.ZERO));

        CompletableFuture<Duration> refused =
                limiter.reserve(Lane.INTERACTIVE, 1, Duration.ofMillis(500)).toCompletableFuture();

        assertThatThrownBy(refused::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(PermitRefusedException.class)
                .hasMessage("The rate limit has no INTERACTIVE permit in time: it is due in 1016 ms, "
                        + "and the caller waits 500 ms at most");
        assertThat(waitFor(limiter.reserve(Lane.INTERACTIVE, 1, LONG))).isEqualTo(Duration.ofNanos(1_016_949_153));
    }

    @Test
    void cancel_whenThePermitIsNotDueYet_givesItToTheNext() {
        RateLimiter limiter = limiter(600);
        List<CompletionStage<Duration>> turns = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            turns.add(limiter.reserve(Lane.INTERACTIVE, 1, LONG));
        }
        Duration fifth = waitFor(turns.get(4));

        turns.get(4).toCompletableFuture().cancel(false);

        assertThat(waitFor(limiter.reserve(Lane.INTERACTIVE, 1, LONG))).isEqualTo(fifth);
        assertThat(waitFor(limiter.reserve(Lane.INTERACTIVE, 1, LONG))).isGreaterThan(waitFor(turns.get(9)));
    }

    @Test
    void cancel_whenThePermitWasDue_givesNothingBack() {
        RateLimiter limiter = limiter(600);
        List<CompletionStage<Duration>> turns = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            turns.add(limiter.reserve(Lane.INTERACTIVE, 1, LONG));
        }
        time.advance(waitFor(turns.get(3)));

        turns.get(3).toCompletableFuture().cancel(false);

        assertThat(waitFor(limiter.reserve(Lane.INTERACTIVE, 1, LONG))).isEqualTo(Duration.ofNanos(203_735_146));
    }

    @Test
    void cancel_whenItWaitsInTheBulkLane_neverTakesAPermitOfAll() {
        RateLimiter limiter = limiter(600, 1, 0.1);
        limiter.reserve(Lane.BULK, 1, LONG);
        CompletableFuture<Duration> second = limiter.reserve(Lane.BULK, 1, LONG).toCompletableFuture();

        second.cancel(false);
        CompletableFuture<Duration> third = limiter.reserve(Lane.BULK, 1, LONG).toCompletableFuture();
        time.advance(Duration.ofMillis(1_017));

        assertThat(second).isCancelled();
        assertThat(third).isCompletedWithValue(Duration.ZERO);
    }

    @Test
    void rejected_whenOthersUseTheLimit_pausesAndSlowsDownAndRecovers() {
        RateLimiter limiter = limiter(6_000);

        limiter.rejected(Duration.ofSeconds(2));
        limiter.rejected(Duration.ofSeconds(2)); // Of the same round: counts once.

        Duration first = waitFor(limiter.reserve(Lane.INTERACTIVE, 1, LONG));
        Duration second = waitFor(limiter.reserve(Lane.INTERACTIVE, 1, LONG));
        assertThat(first).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_030));
        assertThat(second.minus(first)).isEqualTo(Duration.ofNanos(14_574_782)); // 10.2 ms / 0.7
        time.advance(Duration.ofSeconds(63));
        for (int i = 0; i < 30; i++) {
            waitFor(limiter.reserve(Lane.INTERACTIVE, 1, LONG));
        }
        assertThat(waitFor(limiter.reserve(Lane.INTERACTIVE, 1, LONG))).isEqualTo(Duration.ofNanos(10_202_347));
    }

    @Test
    void rejected_howeverOften_leavesATenth() {
        RateLimiter limiter = limiter(6_000);
        for (int i = 0; i < 20; i++) {
            limiter.rejected(null);
            time.advance(Duration.ofMillis(2_001));
        }

        for (int i = 0; i < 30; i++) {
            waitFor(limiter.reserve(Lane.INTERACTIVE, 1, LONG));
        }
        Duration first = waitFor(limiter.reserve(Lane.INTERACTIVE, 1, LONG));
        Duration second = waitFor(limiter.reserve(Lane.INTERACTIVE, 1, LONG));

        assertThat(second.minus(first)).isBetween(Duration.ofMillis(90), Duration.ofMillis(103));
    }

    @Test
    void build_whenSomethingIsOutOfRange_saysWhat() {
        assertThatThrownBy(() -> RateLimiter.perMinute(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The limit must be between 1 and 100,000,000, but is 0.");
        assertThatThrownBy(() -> RateLimiter.builder(10).burst(11).build())
                .hasMessage("burst must be between 1 and 10, but is 11.");
        assertThatThrownBy(() -> RateLimiter.builder(10).bulkShare(0).build())
                .hasMessage("bulkShare must be above 0 and at most 1, but is 0.0.");
        assertThatThrownBy(() -> RateLimiter.builder(10).window(Duration.ZERO).build())
                .hasMessage("window must be between 1 ms and 1 day, but is PT0S.");
        assertThatThrownBy(() -> RateLimiter.builder(10).machines(0).build())
                .hasMessage("machines must be at least 1, but is 0.");
        assertThatThrownBy(() -> RateLimiter.perMinute(1).reserve(Lane.BULK, 0, LONG))
                .hasMessage("permits must be at least 1, but is 0.");
    }

    private static Duration waitFor(CompletionStage<Duration> turn) {
        return turn.toCompletableFuture().join();
    }
}
