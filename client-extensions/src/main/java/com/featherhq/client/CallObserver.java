package com.featherhq.client;

import com.featherhq.client.http.Secrets;
import com.featherhq.client.retry.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;

/** Tells the listeners of a client, and its log, about calls. Thread-safe. */
final class CallObserver {

    /** {@code java.util.logging}: on every platform, Android included, and every logging framework has a bridge from it. */
    static final Logger LOG = Logger.getLogger("com.featherhq.client");

    private final List<CallListener> listeners;
    private final Failures failures;
    private final Secrets secrets;
    private final LongSupplier nanoClock;

    /** The observed calls that run, by what the retries know them by. */
    private final Map<Call<?>, Ongoing> ongoing = new ConcurrentHashMap<>();

    CallObserver(List<CallListener> listeners, Secrets secrets, LongSupplier nanoClock) {
        this.listeners = List.copyOf(listeners);
        this.failures = new Failures(secrets);
        this.secrets = secrets;
        this.nanoClock = nanoClock;
    }

    /** Returns {@code call}, or around it a call that is observed if there is anybody to observe it. */
    <T extends @Nullable Object> Call<T> observe(Call<T> call) {
        return listeners.isEmpty() && !LOG.isLoggable(Level.FINE) ? call : new ObservedCall<>(call, this);
    }

    /** Throws what Retrofit throws if the arguments of the call can't be made a request. */
    Ongoing start(Call<?> call) {
        Operation operation = Operation.of(call.request());
        List<CallListener.OngoingCall> told = new ArrayList<>();
        Map<String, String> headers = listeners.isEmpty() ? Map.of() : new LinkedHashMap<>();
        for (CallListener listener : listeners) {
            guarded(listener, () -> begin(listener, operation, told, headers));
        }
        Ongoing started = new Ongoing(call, told, headers, nanoClock.getAsLong());
        if (!told.isEmpty()) {
            ongoing.put(call, started);
        }
        return started;
    }

    private static void begin(
            CallListener listener,
            Operation operation,
            List<CallListener.OngoingCall> told,
            Map<String, String> headers) {
        CallListener.OngoingCall begun = listener.callStarted(operation);
        told.add(begun);
        Map<String, String> added = begun.headers();
        if (!added.isEmpty()) {
            // Throws here, and not where the request is sent.
            Headers.of(added).forEach(header -> headers.put(header.getFirst(), header.getSecond()));
        }
    }

    /** Returns what the listeners want each request of the call to have. */
    Map<String, String> headers(Call<?> call) {
        Ongoing observed = ongoing.get(call);
        return observed == null ? Map.of() : observed.headers;
    }

    /** For the retries, which know their own calls, and nothing of who observes them. */
    void attemptEnded(Call<?> call, Attempt attempt) {
        Ongoing observed = ongoing.get(call);
        if (observed != null) {
            observed.told.forEach(one -> guarded(one, () -> one.attemptEnded(attempt)));
        }
    }

    private static void guarded(Object listener, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            logFailure(listener, e);
        }
    }

    /** Says which listener failed and how; what it says itself may hold anything. */
    static void logFailure(Object listener, RuntimeException failure) {
        LOG.warning("A listener failed: " + listener.getClass().getName() + " threw "
                + failure.getClass().getName());
    }

    /** A call that has started. */
    final class Ongoing {

        private final Call<?> call;
        private final List<CallListener.OngoingCall> told;
        private final Map<String, String> headers;
        private final long startNanos;

        Ongoing(Call<?> call, List<CallListener.OngoingCall> told, Map<String, String> headers, long startNanos) {
            this.call = call;
            this.told = told;
            this.headers = headers;
            this.startNanos = startNanos;
        }

        /** Returns the exception that the listeners were told, or null if the call succeeded. */
        @Nullable
        FeatherException responded(Response<?> response) {
            String requestId = ServiceAnswer.requestId(response.headers(), secrets);
            FeatherException failure = response.isSuccessful() ? null : failures.of(call, response);
            tell(response.code(), requestId, failure);
            return failure;
        }

        /** Returns the exception that the listeners were told. */
        FeatherException failed(Throwable failure) {
            FeatherException told = failures.of(call, failure);
            tell(0, null, told);
            return told;
        }

        private void tell(int status, @Nullable String requestId, @Nullable FeatherException failure) {
            Duration took = Duration.ofNanos(nanoClock.getAsLong() - startNanos);
            CallEvent event = new CallEvent(CallFacts.of(call), status, requestId, took, failure);
            LOG.fine(event::toString);
            ongoing.remove(call);
            told.forEach(one -> guarded(one, () -> one.callEnded(event)));
        }
    }
}
