package com.featherhq.client.spring;

import com.featherhq.client.CallEvent;
import com.featherhq.client.CallListener;
import com.featherhq.client.FeatherException;
import com.featherhq.client.ServerException;
import com.featherhq.client.TransportException;
import com.featherhq.client.UnauthorizedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of the application fare; no request is made to find out. A client is down after three calls in a row without an
 * answer, with a 5xx or with a 401. A minute after the last such failure nothing is known any more, since an instance that gets no
 * work because it is down would never find out that it isn't. Thread-safe.
 */
final class FeatherHealth {

    private static final int FAILURES_IN_A_ROW = 3;
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private final Map<String, Calls> clients = new ConcurrentHashMap<>();
    private final Clock clock;

    FeatherHealth(Clock clock) {
        this.clock = clock;
    }

    /** What Boot's statuses are called. */
    enum State {
        UP,
        DOWN,
        UNKNOWN
    }

    /** Returns who counts the calls of a client. */
    CallListener listenerOf(String client) {
        Calls calls = clients.computeIfAbsent(client, name -> new Calls());
        return operation -> calls::ended;
    }

    /** Returns the state of the worst client. */
    State state() {
        State worst = State.UNKNOWN;
        for (Calls calls : clients.values()) {
            State state = calls.state();
            worst = state == State.DOWN || worst == State.UNKNOWN ? state : worst;
            if (worst == State.DOWN) {
                return worst;
            }
        }
        return worst;
    }

    /** Returns the state of each client, its last answer and its last failure; never a value of a call. */
    Map<String, Object> details() {
        Map<String, Object> details = new TreeMap<>();
        clients.forEach((name, calls) -> details.put(name, calls.details()));
        return details;
    }

    private final class Calls {

        private int failuresInARow;
        private @Nullable Instant lastAnswer;
        private @Nullable Instant lastFailure;
        private @Nullable String failure;

        synchronized void ended(CallEvent event) {
            FeatherException failed = event.failure();
            if (failed != null && isFailureOfTheService(failed)) {
                failuresInARow++;
                lastFailure = clock.instant();
                failure = failed.getClass().getSimpleName() + " in "
                        + event.operation().name();
            } else if (event.statusCode() != 0) {
                failuresInARow = 0;
                lastAnswer = clock.instant();
            }
        }

        private static boolean isFailureOfTheService(FeatherException failed) {
            return failed instanceof TransportException
                    || failed instanceof ServerException
                    || failed instanceof UnauthorizedException;
        }

        synchronized State state() {
            if (lastFailure != null
                    && failuresInARow >= FAILURES_IN_A_ROW
                    && lastFailure.plus(MEMORY).isAfter(clock.instant())) {
                return State.DOWN;
            }
            return lastAnswer == null || failuresInARow >= FAILURES_IN_A_ROW ? State.UNKNOWN : State.UP;
        }

        synchronized Map<String, Object> details() {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("status", state().name());
            if (lastAnswer != null) {
                details.put("lastAnswer", lastAnswer.toString());
            }
            if (lastFailure != null && failure != null) {
                details.put("lastFailure", lastFailure + ": " + failure);
                details.put("failuresInARow", failuresInARow);
            }
            return details;
        }
    }
}
