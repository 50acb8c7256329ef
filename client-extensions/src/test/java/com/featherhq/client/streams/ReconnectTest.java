package com.featherhq.client.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.featherhq.client.CallCancelledException;
import com.featherhq.client.IncompleteStreamException;
import com.featherhq.client.NotFoundException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class ReconnectTest extends StreamedTest {

    private static final StreamOptions TWICE =
            StreamOptions.builder().terminalEvents("complete").maxReconnects(2).build();

    @Test
    void iterate_whenTheConnectionBreaksAfterAnId_goesOnFromThere() throws Exception {
        server.next(exchange ->
                        exchange.start().send("retry: 1\nid: 7\ndata: a\n\n").cut())
                .next(exchange -> exchange.start().send("id: 8\ndata: b\n\n").end())
                .next(exchange -> exchange.start().event("complete", "c"));

        try (EventStream events = client.stream(turns.watch(), TWICE)) {
            assertThat(events)
                    .containsExactly(
                            new ServerSentEvent("message", "a", "7"),
                            new ServerSentEvent("message", "b", "8"),
                            new ServerSentEvent("complete", "c", "8"));
        }
        assertThat(server.taken().header("Last-Event-ID")).isEmpty();
        assertThat(server.taken().header("Last-Event-ID")).isEqualTo("7");
        assertThat(server.taken().header("Last-Event-ID")).isEqualTo("8");
    }

    @Test
    void iterate_whenNothingComesAnyMore_endsAfterSoManyReconnects() throws Exception {
        server.next(exchange ->
                exchange.start().send("retry: 1\nid: 7\ndata: a\n\n").cut());
        for (int each = 0; each < 2; each++) {
            server.next(exchange -> exchange.start().send("id: 8\ndata: b\n\n").cut());
        }
        server.next(exchange -> exchange.answer(404, "application/json", "{\"error\":\"not_found\"}"));

        try (EventStream events = client.stream(turns.watch(), TWICE)) {
            IncompleteStreamException e = catchThrowableOfType(IncompleteStreamException.class, () -> types(events));

            assertThat(e.eventCount()).isEqualTo(3);
            assertThat(e.lastEventId()).isEqualTo("8");
            assertThat(e.getSuppressed()).hasAtLeastOneElementOfType(NotFoundException.class);
        }
    }

    @Test
    void iterate_whenEveryReconnectIsEmpty_isBounded() throws Exception {
        server.next(exchange ->
                exchange.start().send("retry: 1\nid: 7\ndata: a\n\n").cut());
        for (int each = 0; each < 20; each++) {
            server.next(exchange -> exchange.start().end());
        }

        try (EventStream events = client.stream(turns.watch(), TWICE)) {
            assertThatThrownBy(() -> types(events)).isInstanceOf(IncompleteStreamException.class);
        }
        server.taken();
        assertThat(server.untaken()).isEqualTo(3); // The attempts of the first call that could not begin.
    }

    @Test
    void iterate_whenTheStreamHasNoIds_doesNotReconnect() throws Exception {
        server.next(exchange -> exchange.start().event("delta", "a").cut());

        try (EventStream events = client.stream(turns.watch(), TWICE)) {
            assertThatThrownBy(() -> types(events)).isInstanceOf(IncompleteStreamException.class);
        }
        server.taken();
        assertThat(server.untaken()).isZero();
    }

    @Test
    void iterate_whenTheCallIsAPost_doesNotReconnect() throws Exception {
        server.next(exchange ->
                exchange.start().send("retry: 1\nid: 7\ndata: a\n\n").cut());

        try (EventStream events = client.stream(post(), TWICE)) {
            assertThatThrownBy(() -> types(events)).isInstanceOf(IncompleteStreamException.class);
        }
        server.taken();
        assertThat(server.untaken()).isZero();
    }

    @Test
    void close_whileWaitingToReconnect_endsTheWait() throws Exception {
        server.next(exchange ->
                exchange.start().send("retry: 30000\nid: 7\ndata: a\n\n").cut());
        EventStream events = client.stream(turns.watch(), TWICE);
        Thread[] reader = {null};
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
            reader[0] = Thread.currentThread();
            types(events);
        });
        Awaitility.await().until(() -> reader[0] != null && reader[0].getState() == Thread.State.TIMED_WAITING);

        events.close();

        assertThatThrownBy(() -> reading.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(CallCancelledException.class);
    }
}
