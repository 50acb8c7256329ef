package com.featherhq.client.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.featherhq.client.CallCancelledException;
import com.featherhq.client.CallInterruptedException;
import com.featherhq.client.ConflictException;
import com.featherhq.client.IncompleteStreamException;
import com.featherhq.client.MalformedResponseException;
import com.featherhq.client.NotFoundException;
import com.featherhq.client.RateLimitException;
import com.featherhq.client.ServiceException;
import com.featherhq.client.TransportException;
import com.featherhq.client.retry.CallOptions;
import com.featherhq.client.retry.RetryPolicy;
import com.featherhq.client.streams.EventServer.Exchange;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class EventStreamTest extends StreamedTest {

    private static final String OPERATION = "GET v1/turns/stream (TurnsApi.watch)";

    @Test
    void iterate_whileTheServerGoesOn_givesEachEventWhenItComes() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        server.next(exchange -> {
            exchange.start().event("delta", "1");
            seen.await();
            exchange.event("delta", "2").end();
        });

        try (EventStream events = client.stream(turns.watch())) {
            Iterator<ServerSentEvent> each = events.iterator();
            assertThat(each.next()).isEqualTo(new ServerSentEvent("delta", "1", ""));
            seen.countDown();
            assertThat(each.next()).isEqualTo(new ServerSentEvent("delta", "2", ""));
            assertThat(each.hasNext()).isFalse();
            assertThatThrownBy(each::next)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("The stream has ended.");
            assertThat(events.headers().get("X-Request-Id")).isEqualTo("r1");
        }
        assertThat(server.taken().header("Accept")).isEqualTo("text/event-stream");
    }

    @Test
    void iterate_afterATerminalEvent_endsThoughTheServerDoesNot() throws Exception {
        server.next(exchange ->
                exchange.start().event("delta", "1").event("complete", "{}").event("delta", "2"));

        try (EventStream events = client.stream(turns.watch(), UNTIL_COMPLETE)) {
            assertThat(types(events)).containsExactly("delta", "complete");
        }

        server.taken().awaitClosed();
    }

    @Test
    void iterate_whenTheServerEndsWithoutTerminalEvent_tellsWhatCame() throws Exception {
        server.next(exchange ->
                exchange.start().send("id: 7\ndata: a\n\n").event("delta", "b").end());

        try (EventStream events = client.stream(turns.watch(), UNTIL_COMPLETE)) {
            IncompleteStreamException e = catchThrowableOfType(IncompleteStreamException.class, () -> types(events));

            assertThat(e)
                    .hasMessage(OPERATION + ": the stream ended without a terminal event, after 2 events (1 attempt).")
                    .hasNoCause();
            assertThat(e.reason()).isEqualTo(StreamFailure.Reason.ENDED);
            assertThat(e.eventCount()).isEqualTo(2);
            assertThat(e.lastEvent()).isEqualTo(new ServerSentEvent("delta", "b", "7"));
            assertThat(e.lastEventId()).isEqualTo("7");
        }
    }

    @Test
    void iterate_whenTheConnectionBreaks_tellsWhatCame() throws Exception {
        server.next(exchange -> exchange.start().event("delta", "a").cut());

        try (EventStream events = client.stream(turns.watch())) {
            IncompleteStreamException e = catchThrowableOfType(IncompleteStreamException.class, () -> types(events));

            assertThat(e)
                    .hasMessage(OPERATION
                            + ": the connection of the stream broke, after 1 event (EOFException; 1 attempt).");
            assertThat(e.reason()).isEqualTo(StreamFailure.Reason.CONNECTION_LOST);
        }
        assertThat(server.taken().line()).startsWith("GET");
        assertThat(server.untaken()).isZero(); // Nothing is repeated after an event.
    }

    @Test
    void iterate_whenOnlyCommentsCome_endsAfterTheIdleTimeout() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        server.next(exchange -> {
            exchange.start().event("delta", "a");
            while (!over.await(5, TimeUnit.MILLISECONDS)) {
                exchange.send(": still here\n\n");
            }
        });
        StreamOptions impatient =
                StreamOptions.builder().idleTimeout(Duration.ofMillis(300)).build();

        try (EventStream events = client.stream(turns.watch(), impatient)) {
            IncompleteStreamException e = catchThrowableOfType(IncompleteStreamException.class, () -> types(events));

            assertThat(e)
                    .hasMessage(
                            OPERATION
                                    + ": the stream had no event for PT0.3S, after 1 event (SocketTimeoutException; 1 attempt).");
            assertThat(e.reason()).isEqualTo(StreamFailure.Reason.IDLE);
        } finally {
            over.countDown();
        }
    }

    @Test
    void iterate_whenTheLoopIsSlow_isNotIdle() throws Exception {
        server.next(exchange ->
                exchange.start().event("delta", "a").event("delta", "b").end());
        StreamOptions impatient =
                StreamOptions.builder().idleTimeout(Duration.ofMillis(200)).build();

        try (EventStream events = client.stream(turns.watch(), impatient)) {
            Iterator<ServerSentEvent> each = events.iterator();
            each.next();
            passes(Duration.ofMillis(300));
            assertThat(each.next().data()).isEqualTo("b");
            assertThat(each.hasNext()).isFalse();
        }
    }

    @Test
    void iterate_whenAnEventIsTooLarge_tellsTheLimit() throws Exception {
        server.next(exchange -> exchange.start().event("delta", "a").event("delta", "x".repeat(100)));
        StreamOptions small = StreamOptions.builder().maxEventBytes(50).build();

        try (EventStream events = client.stream(turns.watch(), small)) {
            assertThatThrownBy(() -> types(events))
                    .isInstanceOf(IncompleteStreamException.class)
                    .hasMessage(
                            OPERATION + ": the stream has an event of more than 50 bytes, after 1 event (1 attempt).");
        }
        server.taken().awaitClosed();
    }

    @Test
    void open_whenTheFirstEventIsTooLarge_isNotRepeated() throws Exception {
        server.next(exchange -> exchange.start().event("delta", "x".repeat(100)));
        StreamOptions small = StreamOptions.builder().maxEventBytes(50).build();

        assertThatThrownBy(() -> client.stream(turns.watch(), small))
                .isInstanceOf(IncompleteStreamException.class)
                .hasMessage(OPERATION + ": the stream has an event of more than 50 bytes, after 0 events (1 attempt).");
        server.taken().awaitClosed();
        assertThat(server.untaken()).isZero();
    }

    @Test
    void iterate_whenAnErrorEventComes_throwsWhatTheStatusWouldHaveBeen() throws Exception {
        server.next(
                exchange -> exchange.start()
                        .event("delta", "a")
                        .event(
                                "error",
                                "{\"error\":\"rate_limited\",\"message\":\"Slow down.\",\"retryable\":true,\"retry_after\":3}"));

        try (EventStream events = client.stream(turns.watch(), UNTIL_COMPLETE)) {
            RateLimitException e = catchThrowableOfType(RateLimitException.class, () -> types(events));

            assertThat(e)
                    .hasMessage(
                            OPERATION
                                    + " ended with an error after 1 event: rate_limited: Slow down. (request id r1; 1 attempt).");
            assertThat(e.statusCode()).isEqualTo(429);
            assertThat(e.retryable()).isTrue();
            assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void iterate_whenTheErrorIsOfNoKnownKind_hasTheStatusOfTheStream() throws Exception {
        server.next(exchange -> exchange.start().event("error", "{\"error\":\"turn_failed\",\"retryable\":false}"));

        try (EventStream events = client.stream(turns.watch())) {
            ServiceException e = catchThrowableOfType(ServiceException.class, () -> types(events));

            assertThat(e)
                    .isExactlyInstanceOf(ServiceException.class)
                    .hasMessage(
                            OPERATION + " ended with an error after 0 events: turn_failed (request id r1; 1 attempt).");
            assertThat(e.statusCode()).isEqualTo(200);
            assertThat(e.retryable()).isFalse();
        }
    }

    @Test
    void iterate_whenTheErrorIsNoJson_saysSo() throws Exception {
        server.next(exchange -> exchange.start().event("error", "it broke"));

        try (EventStream events = client.stream(turns.watch())) {
            assertThatThrownBy(() -> types(events))
                    .isExactlyInstanceOf(ServiceException.class)
                    .hasMessage(
                            OPERATION
                                    + " ended with an error after 0 events with data that isn't JSON (request id r1; 1 attempt).");
        }
    }

    @Test
    void iterate_whenErrorEventsAreNoErrors_deliversThem() throws Exception {
        server.next(exchange -> exchange.start().event("error", "{}").end());

        try (EventStream events = client.stream(
                turns.watch(), StreamOptions.builder().errorEvents().build())) {
            assertThat(types(events)).containsExactly("error");
        }
    }

    @Test
    void open_whenTheAnswerIsAPage_isMalformed() throws Exception {
        server.next(exchange -> exchange.answer(200, "text/html", "<p>"));

        assertThatThrownBy(() -> client.stream(turns.watch()))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessage(
                        OPERATION + " succeeded, but its body isn't what the API document says: text/html instead of"
                                + " text/event-stream (1 attempt).");
        server.taken().awaitClosed();
    }

    @Test
    void open_whenTheAnswerIsAnErrorInJson_isThatError() throws Exception {
        server.next(
                exchange -> exchange.answer(200, "application/json", "{\"error\":\"conflict\",\"retryable\":true}"));

        ConflictException e = catchThrowableOfType(ConflictException.class, () -> client.stream(post()));

        assertThat(e.retryable()).isTrue();
    }

    @Test
    void open_whenTheStatusIsAnError_isThatError() throws Exception {
        server.next(exchange -> exchange.answer(404, "application/json", "{\"error\":\"not_found\"}"));

        assertThatThrownBy(() -> client.stream(turns.watch())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void open_whenThereIsNoContent_hasNoEvents() throws Exception {
        server.next(exchange -> exchange.answer(204, "text/event-stream", ""))
                .next(exchange -> exchange.answer(204, "text/event-stream", ""));

        try (EventStream events = client.stream(turns.watch())) {
            assertThat(types(events)).isEmpty();
        }
        assertThatThrownBy(() -> client.stream(post(), UNTIL_COMPLETE))
                .isInstanceOf(IncompleteStreamException.class)
                .hasMessage("POST v1/turns/stream (TurnsApi.send): the stream ended without a terminal event, after 0"
                        + " events (1 attempt).");
    }

    @Test
    void open_whenTheMethodIsNotStreaming_isRefused() {
        assertThatThrownBy(() -> client.stream(turns.whole()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TurnsApi.whole isn't annotated with @Streaming, so Retrofit would wait for the end of the"
                        + " stream.");
    }

    @Test
    void iterator_whenThereIsOne_isRefused() throws Exception {
        server.next(exchange -> exchange.start().event("delta", "a").end());

        try (EventStream events = client.stream(turns.watch())) {
            types(events);
            assertThatThrownBy(events::iterator)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The events of a stream can be read once; make the call again.");
        }
    }

    @Test
    void open_whenWhatFailsIsBeforeTheFirstEvent_isRetried() throws Exception {
        server.next(exchange -> exchange.answer(503, "application/json", "{}"))
                .next(exchange -> exchange.start().send(": hello\n\n").cut())
                .next(exchange -> exchange.start().event("complete", "{}"));

        try (EventStream events = client.stream(turns.watch(), UNTIL_COMPLETE)) {
            assertThat(types(events)).containsExactly("complete");
        }
        assertThat(server.taken().header("x-feather-attempt")).isEqualTo("1");
        assertThat(server.taken().header("x-feather-attempt")).isEqualTo("2");
        assertThat(server.taken().header("x-feather-attempt")).isEqualTo("3");
    }

    @Test
    void open_whenAStreamEndsBeforeItsFirstEvent_isRetried() throws Exception {
        server.next(exchange -> exchange.start().end())
                .next(exchange -> exchange.start().event("complete", "{}"));

        try (EventStream events = client.stream(turns.watch(), UNTIL_COMPLETE)) {
            assertThat(types(events)).containsExactly("complete");
        }
    }

    @Test
    void open_whenAPostBreaksBeforeItsFirstEvent_isNotRepeated() throws Exception {
        server.next(exchange -> exchange.start().cut());

        assertThatThrownBy(() -> client.stream(post()))
                .isInstanceOf(TransportException.class)
                .hasMessage("POST v1/turns/stream (TurnsApi.send) got no complete response from " + origin()
                        + " (EOFException; 1 attempt). The service may have processed it.");
        server.taken();
        assertThat(server.untaken()).isZero();
    }

    @Test
    void open_whenTheFirstEventIsLate_endsByTheAttemptTimeout() throws Exception {
        server.next(Exchange::start);
        CallOptions hurried = CallOptions.builder()
                .retryPolicy(RetryPolicy.builder()
                        .maxAttempts(1)
                        .attemptTimeout(Duration.ofMillis(200))
                        .build())
                .build();

        assertThatThrownBy(
                        () -> client.stream(client.api(TurnsApi.class, hurried).watch()))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("timed out after 200 ms (attempt timeout; 1 attempt)");
        server.taken().awaitClosed();
    }

    @Test
    void iterate_afterTheDeadlineOfTheCall_goesOn() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        server.next(exchange -> {
            exchange.start().event("delta", "a");
            late.await();
            exchange.event("complete", "b");
        });
        CallOptions hurried =
                CallOptions.builder().deadline(Duration.ofSeconds(2)).build();

        try (EventStream events =
                client.stream(client.api(TurnsApi.class, hurried).watch(), UNTIL_COMPLETE)) {
            passes(Duration.ofMillis(2200));
            late.countDown();
            assertThat(types(events)).containsExactly("delta", "complete");
        }
    }

    @Test
    void close_fromAnotherThread_endsTheReadAndTheConnection() throws Exception {
        server.next(exchange -> exchange.start().event("delta", "a"));
        EventStream events = client.stream(turns.watch());
        CountDownLatch first = new CountDownLatch(1);
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
            events.forEach(event -> first.countDown());
        });
        assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();

        events.close();

        assertThatThrownBy(() -> reading.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(CallCancelledException.class);
        server.taken().awaitClosed();
    }

    @Test
    void close_whileNobodyReads_closesTheConnectionAndEndsTheEvents() throws Exception {
        server.next(exchange -> exchange.start().event("delta", "a"));
        EventStream events = client.stream(turns.watch());
        Iterator<ServerSentEvent> each = events.iterator();
        each.next();

        events.close();
        events.close();

        server.taken().awaitClosed();
        assertThatThrownBy(each::hasNext).isInstanceOf(CallCancelledException.class);
    }

    @Test
    void closeOfTheClient_endsItsStreams() throws Exception {
        server.next(exchange -> exchange.start().event("delta", "a"));
        EventStream events = client.stream(turns.watch());

        client.close();

        server.taken().awaitClosed();
        assertThatThrownBy(() -> types(events)).isInstanceOf(CallCancelledException.class);
    }

    @Test
    void iterate_whenTheThreadIsInterrupted_endsAndKeepsTheFlag() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        server.next(exchange -> {
            exchange.start().event("delta", "a");
            while (!over.await(5, TimeUnit.MILLISECONDS)) {
                exchange.send(": still here\n\n");
            }
        });
        try (EventStream events = client.stream(turns.watch())) {
            Iterator<ServerSentEvent> each = events.iterator();
            each.next();
            Thread.currentThread().interrupt();

            assertThatThrownBy(each::hasNext).isInstanceOf(CallInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            over.countDown();
        }
    }

    private String origin() {
        return server.url().substring(0, server.url().length() - 1);
    }

    private static void passes(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> System.nanoTime() - end > 0);
    }
}
