package com.featherhq.client;

import com.featherhq.client.retry.Attempt;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Told about each call: its start, its attempts and its end; for metrics, traces and logs.
 *
 * <pre>{@code
 * FeatherClient client = FeatherClient.builder()
 *         .apiKey(key)
 *         .baseUrl(url)
 *         .callListener(operation -> event -> System.out.println(event)) // one line for each call
 *         .callListener(CallListener.ofAttempts((operation, attempt) -> System.out.println(operation.name() + " " + attempt)))
 *         .build();
 * }</pre>
 *
 * <p>Must be thread-safe and quick. What it throws is logged by the name of its class, and otherwise ignored.
 *
 * @see CallEvent
 * @see Attempt
 */
@FunctionalInterface
public interface CallListener {

    /**
     * A call starts; on the thread that makes it, before its first attempt.
     *
     * @return who is told what becomes of it
     */
    OngoingCall callStarted(Operation operation);

    /** Told what becomes of one call. */
    @FunctionalInterface
    interface OngoingCall {

        /** An attempt has ended; on the thread that ran it, before the wait for the next one or the end of the call. */
        default void attemptEnded(Attempt attempt) {}

        /**
         * Returns headers for each request of the call, such as {@code traceparent}. Asked once, when the call starts. The API
         * key's header can't be set. Default: none.
         */
        default Map<String, String> headers() {
            return Map.of();
        }

        /** The call has ended; once, on the thread that ends it. */
        void callEnded(CallEvent event);
    }

    /** Returns a listener that is told the end of every attempt, the successful ones included, and nothing else. */
    static CallListener ofAttempts(BiConsumer<? super Operation, ? super Attempt> listener) {
        Objects.requireNonNull(listener, "listener");
        return operation -> new OngoingCall() {
            @Override
            public void attemptEnded(Attempt attempt) {
                listener.accept(operation, attempt);
            }

            @Override
            public void callEnded(CallEvent event) {}
        };
    }
}
