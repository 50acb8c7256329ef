package com.featherhq.client.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.CallCancelledException;
import com.featherhq.client.IncompleteStreamException;
import com.featherhq.client.NotFoundException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class EventPublisherTest extends StreamedTest {

    /** Notes what comes, and asks for nothing by itself. */
    private static class Notes implements Flow.Subscriber<ServerSentEvent> {

        final BlockingQueue<Object> signals = new LinkedBlockingQueue<>();
        final List<String> threads = new CopyOnWriteArrayList<>();
        volatile Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription subscribed) {
            subscription = subscribed;
        }

        @Override
        public void onNext(ServerSentEvent event) {
            threads.add(Thread.currentThread().getName());
            signals.add(event.data());
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(failure);
        }

        @Override
        public void onComplete() {
            signals.add("<end>");
        }

        Object next() throws InterruptedException {
            Object signal = signals.poll(20, TimeUnit.SECONDS);
            assertThat(signal).as("a signal in time").isNotNull();
            return signal;
        }
    }

    private Notes subscribe(StreamOptions options) {
        Notes notes = new Notes();
        client.streamAsync(turns.watch(), options).subscribe(notes);
        return notes;
    }

    @Test
    void request_ofOneEachTime_givesOneEachTime() throws Exception {
        server.next(exchange -> exchange.start().event("d", "1").event("d", "2").event("complete", "3"));
        Notes notes = subscribe(UNTIL_COMPLETE);

        for (String expected : List.of("1", "2", "3")) {
            assertThat(notes.signals).isEmpty();
            notes.subscription.request(1);
            assertThat(notes.next()).isEqualTo(expected);
        }

        assertThat(notes.next()).isEqualTo("<end>");
        assertThat(notes.threads).allMatch(name -> name.startsWith("feather-stream-"));
    }

    @Test
    void subscribe_withoutDemand_sendsNothing() throws Exception {
        Notes notes = subscribe(UNTIL_COMPLETE);

        assertThat(server.untaken()).isZero();
        notes.subscription.cancel();
        notes.subscription.request(1);

        assertThat(server.untaken()).isZero();
        assertThat(notes.signals).isEmpty();
    }

    @Test
    void request_whenTheCallFails_isTold() throws Exception {
        server.next(exchange -> exchange.answer(404, "application/json", "{\"error\":\"not_found\"}"));
        Notes notes = subscribe(UNTIL_COMPLETE);

        notes.subscription.request(1);

        assertThat(notes.next()).isInstanceOf(NotFoundException.class);
    }

    @Test
    void request_whenTheStreamBreaks_isTold() throws Exception {
        server.next(exchange -> exchange.start().event("d", "1").cut());
        Notes notes = subscribe(UNTIL_COMPLETE);

        notes.subscription.request(Long.MAX_VALUE);

        assertThat(notes.next()).isEqualTo("1");
        assertThat(notes.next()).isInstanceOf(IncompleteStreamException.class);
    }

    @Test
    void request_ofNothing_isAnError() throws Exception {
        Notes notes = subscribe(UNTIL_COMPLETE);

        notes.subscription.request(0);

        assertThat((Throwable) notes.next())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A subscriber asked for 0 events; at least 1 (§3.9).");
    }

    @Test
    void request_ofNothingWhileReading_endsTheRead() throws Exception {
        server.next(exchange -> exchange.start().event("d", "1"));
        Notes notes = subscribe(UNTIL_COMPLETE);
        notes.subscription.request(2);
        assertThat(notes.next()).isEqualTo("1");

        notes.subscription.request(-1);

        assertThat(notes.next()).isInstanceOf(IllegalArgumentException.class);
        server.taken().awaitClosed();
    }

    @Test
    void cancel_whileReading_closesTheConnection() throws Exception {
        server.next(exchange -> exchange.start().event("d", "1"));
        Notes notes = subscribe(UNTIL_COMPLETE);
        notes.subscription.request(Long.MAX_VALUE);
        assertThat(notes.next()).isEqualTo("1");

        notes.subscription.cancel();

        server.taken().awaitClosed();
        assertThat(notes.signals).isEmpty();
    }

    @Test
    void closeOfTheClient_isTold() throws Exception {
        server.next(exchange -> exchange.start().event("d", "1"));
        Notes notes = subscribe(UNTIL_COMPLETE);
        notes.subscription.request(2);
        assertThat(notes.next()).isEqualTo("1");

        client.close();

        assertThat(notes.next()).isInstanceOf(CallCancelledException.class);
    }

    @Test
    void onNext_whenItThrows_cancelsAndIsLogged() throws Exception {
        server.next(exchange -> exchange.start().event("d", "secret").event("d", "2"));
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("com.featherhq.client");
        logger.addHandler(handler);
        try {
            Notes notes = new Notes() {
                @Override
                public void onNext(ServerSentEvent event) {
                    throw new IllegalStateException(event.data());
                }
            };
            client.streamAsync(turns.watch()).subscribe(notes);

            notes.subscription.request(2);

            server.taken().awaitClosed();
            Awaitility.await().until(() -> !logged.isEmpty());
            assertThat(logged)
                    .containsExactly("A subscriber failed: " + notes.getClass().getName()
                            + " threw java.lang.IllegalStateException");
            assertThat(notes.signals).isEmpty();
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void subscribe_aSecondTime_isRefused() throws Exception {
        Flow.Publisher<ServerSentEvent> publisher = client.streamAsync(turns.watch());
        publisher.subscribe(new Notes());
        Notes second = new Notes();

        publisher.subscribe(second);

        assertThat((Throwable) second.next())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The events of a stream have one subscriber; make the call again.");
    }

    /** The server wants to send 1 GB; what it gets rid of is what the sockets hold, not what the client does. */
    @Test
    void request_ofLittle_slowsTheServerDown() throws Exception {
        AtomicLong sent = new AtomicLong();
        String large = "x".repeat(100_000);
        server.next(exchange -> {
            exchange.start();
            for (int each = 0; each < 10_000; each++) {
                exchange.event("d", large);
                sent.addAndGet(large.length());
            }
        });
        Notes notes = subscribe(StreamOptions.defaults());
        notes.subscription.request(10);
        for (int each = 0; each < 10; each++) {
            assertThat(notes.next()).isEqualTo(large);
        }
        long[] before = {-1};
        Awaitility.await().pollInterval(300, TimeUnit.MILLISECONDS).until(() -> {
            boolean still = sent.get() == before[0];
            before[0] = sent.get();
            return still;
        });

        assertThat(sent.get()).isLessThan(50_000_000);
        assertThat(notes.signals).isEmpty();
        notes.subscription.cancel();
    }
}
