package com.featherhq.client.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.client.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

final class SharedPermitsTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Rates RATES = Rates.of(6_000, Duration.ofMinutes(1), 30, 0.5);

    private final FakeTicker time = new FakeTicker();
    private final ScriptedStore store = new ScriptedStore();
    private final Heard heard = new Heard();

    private RateLimiter limiter(boolean failClosed) {
        Announcer announcer = new Announcer(heard);
        SharedPermits permits = new SharedPermits(store, RATES, 1, failClosed, time, announcer);
        return new LaneLimiter(permits, time, announcer);
    }

    /** Answers as it is told to, and remembers what it was asked. */
    private static final class ScriptedStore implements LimitStore {

        private final List<String> asked = new CopyOnWriteArrayList<>();
        private Supplier<CompletionStage<Turn>> answer = () -> turn(Duration.ZERO);

        @Override
        public CompletionStage<Turn> take(Bucket bucket, int permits, Duration atMost) {
            asked.add("take " + permits + " of " + bucket.name());
            return answer.get();
        }

        @Override
        public void giveBack(Bucket bucket, int permits, Turn turn) {
            asked.add("give back " + permits + " of " + bucket.name() + " due " + turn.due());
        }

        @Override
        public void slowDown(Bucket bucket, Duration pause) {
            asked.add("slow down by " + pause);
        }

        static CompletableFuture<Turn> turn(Duration wait) {
            return CompletableFuture.completedFuture(new Turn(wait, 1_000 + wait.toMillis(), 4));
        }

        void fail() {
            answer = () -> CompletableFuture.failedFuture(new IllegalStateException("gone"));
        }
    }

    private static final class Heard implements RateLimitListener {

        private final List<String> news = new CopyOnWriteArrayList<>();

        @Override
        public void reserved(Lane lane, Duration waitTime, boolean shared) {
            news.add(lane + " " + waitTime.toMillis() + " ms " + (shared ? "shared" : "local"));
        }

        @Override
        public void refused(Lane lane) {
            news.add(lane + " refused");
        }

        @Override
        public void slowedDown() {
            news.add("slowed down");
        }

        @Override
        public void storeLost(Throwable cause, int machines) {
            news.add("lost: " + cause + ", one of " + machines);
            throw new IllegalStateException("a listener that fails");
        }

        @Override
        public void storeBack() {
            news.add("back");
        }
    }

    @Test
    void reserve_whenTheStoreAnswers_passesItsWaitOn() {
        store.answer = () -> ScriptedStore.turn(Duration.ofMillis(40));

        assertThat(reserve(limiter(false), Lane.INTERACTIVE)).isCompletedWithValue(Duration.ofMillis(40));

        assertThat(store.asked).containsExactly("take 1 of all");
        assertThat(heard.news).containsExactly("INTERACTIVE 40 ms shared");
    }

    @Test
    void reserve_whenBulk_takesFromItsBucketAndLaterFromThatOfAll() {
        store.answer = () -> ScriptedStore.turn(Duration.ofMillis(40));
        CompletableFuture<Duration> turn = reserve(limiter(false), Lane.BULK);
        time.advance(Duration.ofMillis(39));
        assertThat(turn).isNotDone();
        assertThat(store.asked).containsExactly("take 1 of bulk");

        time.advance(Duration.ofMillis(1));

        assertThat(turn).isCompletedWithValue(Duration.ofMillis(40));
        assertThat(store.asked).containsExactly("take 1 of bulk", "take 1 of all");
        assertThat(heard.news).containsExactly("BULK 80 ms shared");
    }

    @Test
    void cancel_whenSharedPermitIsNotDue_givesItBackToTheStore() {
        store.answer = () -> ScriptedStore.turn(Duration.ofMillis(40));

        reserve(limiter(false), Lane.INTERACTIVE).cancel(false);

        assertThat(store.asked).containsExactly("take 1 of all", "give back 1 of all due 1040");
    }

    @Test
    void cancel_whenTheStoreHasNotAnswered_givesBackOnceItDoes() {
        CompletableFuture<LimitStore.Turn> late = new CompletableFuture<>();
        store.answer = () -> late;
        reserve(limiter(false), Lane.INTERACTIVE).cancel(false);

        late.complete(new LimitStore.Turn(Duration.ofMillis(5), 77, 4));

        assertThat(store.asked).containsExactly("take 1 of all", "give back 1 of all due 77");
    }

    @Test
    void reserve_whenTheStoreFails_usesAShareOfTheLimitAndTriesAgainAfterFiveSeconds() {
        RateLimiter limiter = limiter(false);
        ask(limiter);
        time.advance(Duration.ofSeconds(1));
        store.fail();
        List<Duration> waits = new ArrayList<>();
        try (LogCapture log = new LogCapture("com.featherhq.client", Level.WARNING)) {
            for (int i = 0; i < 10; i++) {
                waits.add(reserve(limiter, Lane.INTERACTIVE).join());
            }
            assertThat(log.lines())
                    .containsExactly(
                            "The store of the shared rate limit can't be reached (java.lang.IllegalStateException);"
                                    + " this process uses 1/4 of the limit",
                            "A listener failed: " + Heard.class.getName() + " threw java.lang.IllegalStateException");
        }

        // A quarter of the rate, and no burst: the shared one may have been used a moment ago.
        assertThat(waits.get(0)).isZero();
        assertThat(waits.get(9)).isEqualTo(Duration.ofNanos(9 * 40_809_387L));
        assertThat(heard.news).contains("lost: java.lang.IllegalStateException: gone, one of 4");
        assertThat(store.asked).hasSize(2);

        time.advance(Duration.ofSeconds(5));
        ask(limiter);
        ask(limiter);

        assertThat(store.asked).hasSize(3);
        assertThat(heard.news).filteredOn(line -> line.startsWith("lost")).hasSize(1);
    }

    @Test
    void reserve_whenTheStoreIsLost_beginsWhereTheSharedPermitsEnd() {
        RateLimiter limiter = limiter(false);
        store.answer = () -> ScriptedStore.turn(Duration.ofSeconds(2));
        ask(limiter);
        store.fail();
        time.advance(Duration.ofMillis(500));

        assertThat(reserve(limiter, Lane.INTERACTIVE)).isCompletedWithValue(Duration.ofMillis(1_500));
    }

    @Test
    void reserve_whenTheStoreIsBack_takesWhatTheShareStillOwes() {
        RateLimiter limiter = limiter(false);
        store.fail();
        ask(limiter);
        time.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 600; i++) { // What comes in 6.1 s.
            ask(limiter);
        }
        time.advance(Duration.ofSeconds(5));
        store.answer = () -> ScriptedStore.turn(Duration.ZERO);
        store.asked.clear();

        ask(limiter);
        ask(limiter);

        assertThat(store.asked).containsExactly("take 1 of all", "take 109 of all", "take 1 of all");
        assertThat(heard.news).endsWith("back", "INTERACTIVE 0 ms shared", "INTERACTIVE 0 ms shared");
    }

    @Test
    void reserve_whenTheStoreHangs_waitsNoLongerThanItsTimeout() {
        CompletableFuture<LimitStore.Turn> never = new CompletableFuture<>();
        store.answer = () -> never;

        assertThat(reserve(limiter(false), Lane.INTERACTIVE).join()).isZero();

        assertThat(never).isCancelled();
        assertThat(heard.news).containsExactly("INTERACTIVE 0 ms local");
    }

    @Test
    void reserve_whenTheStoreThrows_countsAsLost() {
        store.answer = () -> {
            throw new IllegalStateException("thrown");
        };

        RateLimiter limiter = limiter(false);
        ask(limiter);
        time.advance(Duration.ofSeconds(1));
        assertThat(reserve(limiter, Lane.INTERACTIVE)).isCompletedWithValue(Duration.ZERO);
        assertThat(heard.news).contains("lost: java.lang.IllegalStateException: thrown, one of 1");
    }

    @Test
    void reserve_whenOneAnswerIsLate_asksTheStoreAgain() {
        RateLimiter limiter = limiter(false);
        ask(limiter);
        time.advance(Duration.ofMillis(900));
        store.fail();
        ask(limiter);
        store.answer = () -> ScriptedStore.turn(Duration.ZERO);
        ask(limiter);

        assertThat(store.asked).hasSize(3);
        assertThat(heard.news)
                .containsExactly("INTERACTIVE 0 ms shared", "INTERACTIVE 0 ms local", "INTERACTIVE 0 ms shared");
    }

    @Test
    void reserve_whenFailClosedAndTheStoreFails_refuses() {
        store.fail();

        assertThatThrownBy(reserve(limiter(true), Lane.BULK)::join)
                .cause()
                .isInstanceOf(PermitRefusedException.class)
                .hasMessage("The store of the rate limit can't be reached, and the limiter is set to fail then")
                .satisfies(failure -> assertThat(((PermitRefusedException) failure).waitTime())
                        .isNull())
                .hasRootCauseMessage("gone");
        assertThat(heard.news).contains("BULK refused");
    }

    @Test
    void reserve_whenSharedPermitIsDueTooLate_refuses() {
        store.answer = () -> ScriptedStore.turn(Duration.ofSeconds(9));

        CompletableFuture<Duration> refused = limiter(false)
                .reserve(Lane.INTERACTIVE, 1, Duration.ofSeconds(2))
                .toCompletableFuture();

        assertThatThrownBy(refused::join)
                .cause()
                .hasMessage("The rate limit has no INTERACTIVE permit in time: it is due in 9000 ms, "
                        + "and the caller waits 2000 ms at most");
    }

    @Test
    void rejected_whenShared_tellsTheStoreOnceInASecond() {
        RateLimiter limiter = limiter(false);

        limiter.rejected(null);
        limiter.rejected(Duration.ofDays(1));
        time.advance(Duration.ofSeconds(1));
        limiter.rejected(Duration.ofDays(1));

        assertThat(store.asked).containsExactly("slow down by PT1S", "slow down by PT1M");
        assertThat(heard.news).containsExactly("slowed down", "slowed down");
    }

    private static void ask(RateLimiter limiter) {
        assertThat(reserve(limiter, Lane.INTERACTIVE)).isCompleted();
    }

    private static CompletableFuture<Duration> reserve(RateLimiter limiter, Lane lane) {
        return limiter.reserve(lane, 1, LONG).toCompletableFuture();
    }
}
