package com.featherhq.client;

import com.featherhq.client.http.Secrets;
import com.featherhq.client.retry.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
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
        for (CallListener listener : listeners) {
            guarded(listener, () -> told.add(listener.callStarted(operation)));
        }
        Ongoing started = new Ongoing(call, told, nanoClock.getAsLong());
        if (!told.isEmpty()) {
            ongoing.put(call, started);
        }
        return started;
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
        private final long startNanos;

        Ongoing(Call<?> call, List<CallListener.OngoingCall> told, long startNanos) {
            this.call = call;
            this.told = told;
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
