package com.featherhq.client.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By the rules of Reactive Streams. */
final class RowSubscriptionTest {

    private static final int ROWS = 30;

    private static RowServer server() {
        return new RowServer(cursor -> {
            int page = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
            return "{\"items\":["
                    + LongStream.rangeClosed(page * 10L + 1, page * 10L + 10)
                            .mapToObj(Long::toString)
                            .collect(Collectors.joining(","))
                    + "],\"next_cursor\":" + (page == 2 ? "null" : "\"" + (page + 1) + "\"") + "}";
        });
    }

    /** Requests what the test says, and checks that signals do not overlap. */
    private static final class Probe implements Flow.Subscriber<Long> {

        final List<Long> rows = new CopyOnWriteArrayList<>();
        final AtomicInteger ends = new AtomicInteger();
        final AtomicInteger inside = new AtomicInteger();
        private final long perRow;
        volatile Flow.@Nullable Subscription subscription;
        volatile @Nullable Throwable failure;
        volatile boolean overlapped;

        Probe(long perRow) {
            this.perRow = perRow;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(perRow);
        }

        @Override
        public void onNext(Long row) {
            overlapped |= inside.incrementAndGet() != 1;
            rows.add(row);
            if (perRow > 0) {
                subscription.request(perRow); // from within a signal: no recursion
            }
            inside.decrementAndGet();
        }

        @Override
        public void onError(Throwable reason) {
            failure = reason;
            ends.incrementAndGet();
        }

        @Override
        public void onComplete() {
            ends.incrementAndGet();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, Long.MAX_VALUE})
    void rows_whenRequestedFromWithin_comeOneAfterTheOther_andEndOnce(long perRow) {
        try (RowServer server = server()) {
            Probe probe = new Probe(perRow);

            server.pager().readAhead().subscribe(probe);

            await().until(() -> probe.ends.get() > 0);
            assertThat(probe.rows).hasSize(ROWS).isSorted();
            assertThat(probe.overlapped).isFalse();
            assertThat(probe.ends).hasValue(1);
            assertThat(probe.failure).isNull();
        }
    }

    private static final class Silent implements Flow.Subscriber<Long> {

        final List<Long> rows = new CopyOnWriteArrayList<>();
        final AtomicInteger ends = new AtomicInteger();
        volatile Flow.@Nullable Subscription subscription;
        volatile @Nullable Throwable failure;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(Long row) {
            rows.add(row);
        }

        @Override
        public void onError(Throwable reason) {
            failure = reason;
            ends.incrementAndGet();
        }

        @Override
        public void onComplete() {
            ends.incrementAndGet();
        }
    }

    @Test
    void rows_areNeverMoreThanWereRequested_andPagesNoMoreThanNeeded() {
        try (RowServer server = server()) {
            Silent silent = new Silent();
            server.pager().subscribe(silent);
            assertThat(server.requests).hasValue(0);

            silent.subscription.request(4);
            await().until(() -> silent.rows.size() == 4);
            silent.subscription.request(6);
            await().until(() -> silent.rows.size() == 10);

            assertThat(server.requests).hasValue(1);
            silent.subscription.request(1);
            await().until(() -> silent.rows.size() == 11);
            assertThat(server.requests).hasValue(2);
            assertThat(silent.ends).hasValue(0);
            silent.subscription.request(19);
            await().until(() -> silent.ends.get() == 1); // the end needs no further request
        }
    }

    @Test
    void cancel_endsTheSignals() {
        try (RowServer server = server()) {
            Silent silent = new Silent();
            server.pager().subscribe(silent);
            silent.subscription.request(3);
            await().until(() -> silent.rows.size() == 3);

            silent.subscription.cancel();
            silent.subscription.request(5);

            assertThat(silent.rows).hasSize(3);
            assertThat(silent.ends).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void request_ofNothing_isAnErrorOfTheSubscriber(long rows) {
        try (RowServer server = server()) {
            Silent silent = new Silent();
            server.pager().subscribe(silent);

            silent.subscription.request(rows);

            assertThat(silent.failure)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("A subscriber must request at least one row, not " + rows + ".");
            assertThat(server.requests).hasValue(0);
        }
    }
}
