package com.featherhq.client.streams;

import com.featherhq.client.http.DaemonThreads;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A stream for one subscriber, by the rules of Reactive Streams. While there is demand, a thread of the stream's own reads and
 * calls the subscriber; without demand there is no thread, nothing is read, and the server is slowed down by TCP or HTTP/2.
 */
final class EventPublisher implements Flow.Publisher<ServerSentEvent> {

    private static final Logger LOGGER = Logger.getLogger("com.featherhq.client");

    /** A thread for each stream that is being read, shared by all clients. */
    private static final Executor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), new DaemonThreads("feather-stream"));

    private final EventReader reader;
    private final AtomicBoolean subscribed = new AtomicBoolean();

    EventPublisher(EventReader reader) {
        this.reader = reader;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ServerSentEvent> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        if (subscribed.compareAndSet(false, true)) {
            new Subscription(reader, subscriber).begin();
            return;
        }
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        subscriber.onError(
                new IllegalStateException("The events of a stream have one subscriber; make the call again."));
    }

    private static final class Subscription implements Flow.Subscription, Runnable {

        private final EventReader reader;
        private final AtomicLong demand = new AtomicLong();

        /** How often there was something to do since the thread that does it last looked; 0 if no thread does. */
        private final AtomicInteger signals = new AtomicInteger(1);

        private volatile boolean canceled;
        private volatile @Nullable Throwable refusal;

        /** Null once nothing must be signalled any more. */
        private Flow.@Nullable Subscriber<? super ServerSentEvent> subscriber;

        Subscription(EventReader reader, Flow.Subscriber<? super ServerSentEvent> subscriber) {
            this.reader = reader;
            this.subscriber = subscriber;
        }

        /** Whatever the subscriber asks for in {@code onSubscribe}, no event comes before that returns (§1.3). */
        void begin() {
            Flow.Subscriber<? super ServerSentEvent> told = Objects.requireNonNull(subscriber);
            try {
                told.onSubscribe(this);
            } catch (Throwable e) {
                cancel();
                log(told, e);
            }
            if (signals.decrementAndGet() > 0) {
                THREADS.execute(this);
            }
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                refusal = new IllegalArgumentException("A subscriber asked for " + n + " events; at least 1 (§3.9).");
                reader.close();
            } else {
                demand.accumulateAndGet(n, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
            }
            signal();
        }

        @Override
        public void cancel() {
            canceled = true;
            reader.close();
            signal();
        }

        private void signal() {
            if (signals.getAndIncrement() == 0) {
                THREADS.execute(this);
            }
        }

        @Override
        public void run() {
            int seen = signals.get();
            while (seen != 0) {
                try {
                    deliver();
                } catch (Throwable e) {
                    end(e);
                }
                seen = signals.addAndGet(-seen);
            }
        }

        /** Reads and delivers as long as there is demand. What reading throws is thrown. */
        private void deliver() {
            while (subscriber != null && (demand.get() > 0 || canceled || refusal != null)) {
                if (canceled || refusal != null) {
                    end(refusal);
                    return;
                }
                ServerSentEvent event = reader.next();
                if (event != null) {
                    deliver(event);
                }
                if (event == null || reader.hasEnded()) {
                    end(null);
                }
            }
        }

        private void deliver(ServerSentEvent event) {
            Flow.Subscriber<? super ServerSentEvent> told = subscriber;
            if (told == null || canceled) {
                return;
            }
            demand.accumulateAndGet(-1, (had, less) -> had == Long.MAX_VALUE ? had : had + less);
            try {
                told.onNext(event);
            } catch (Throwable e) {
                canceled = true; // §2.13: it has cancelled by that.
                log(told, e);
            }
        }

        /** Ends the stream, and says so unless the subscriber has ended it. */
        private void end(@Nullable Throwable failure) {
            Flow.Subscriber<? super ServerSentEvent> told = subscriber;
            subscriber = null;
            reader.close();
            if (told == null || canceled) {
                return;
            }
            Throwable reason = refusal == null ? failure : refusal;
            try {
                if (reason == null) {
                    told.onComplete();
                } else {
                    told.onError(reason);
                }
            } catch (Throwable e) {
                log(told, e);
            }
        }

        /** What it throws may hold anything, so only its type is logged. */
        private static void log(Object subscriber, Throwable failure) {
            LOGGER.warning("A subscriber failed: " + subscriber.getClass().getName() + " threw "
                    + failure.getClass().getName());
        }
    }
}
