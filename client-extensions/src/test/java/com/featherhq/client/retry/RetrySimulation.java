package com.featherhq.client.retry;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A thousand clients, each with one call a second, and a server that is down for a minute, or as long as it is told: from
 * second 30 on it refuses everything. Before and after it serves 1,300 requests a second and refuses what is over. Discrete events, no clock.
 */
final class RetrySimulation {

    static final int CLIENTS = 1_000;
    static final int CAPACITY = 1_300;
    static final int DOWN = 30;
    static final int UP = 90;
    static final int END = 150;

    private static final double SLOT = 0.1;

    /** What a client does after an attempt; one for each client. */
    interface Strategy {
        /** Returns the seconds until the next attempt, or null for none. */
        @Nullable
        Double afterFailure(int attempt);

        void afterSuccess(int attempt);

        /** Tells the time before each attempt; returns whether the first one may be made. */
        default boolean admits(double time, int attempt) {
            return true;
        }
    }

    private record Event(double time, long order, int client, int attempt, double callStart) {}

    private final int[] requests = new int[END];
    private final int[] calls = new int[END];
    private final int[] failedCalls = new int[END];
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            (a, b) -> a.time() != b.time() ? Double.compare(a.time(), b.time()) : Long.compare(a.order(), b.order()));
    private final List<Strategy> strategies;
    private final int up;
    private long order;
    private int slot = -1;
    private int served;

    RetrySimulation(List<Strategy> strategies) {
        this(strategies, UP);
    }

    RetrySimulation(List<Strategy> strategies, int up) {
        this.strategies = strategies;
        this.up = up;
    }

    RetrySimulation run() {
        Random random = new Random(1);
        for (int client = 0; client < CLIENTS; client++) {
            double offset = random.nextDouble();
            for (int second = 0; second < END; second++) {
                add(second + offset, client, 1, second + offset);
            }
        }
        for (Event event = events.poll(); event != null && event.time() < END; event = events.poll()) {
            happen(event);
        }
        return this;
    }

    private void add(double time, int client, int attempt, double callStart) {
        events.add(new Event(time, order++, client, attempt, callStart));
    }

    private void happen(Event event) {
        int second = (int) event.time();
        calls[second] += event.attempt() == 1 ? 1 : 0;
        Strategy strategy = strategies.get(event.client());
        if (!strategy.admits(event.time(), event.attempt())) {
            failedCalls[second]++;
            return;
        }
        requests[second]++;
        if (serves(event.time())) {
            strategy.afterSuccess(event.attempt());
            return;
        }
        Double delay = strategy.afterFailure(event.attempt());
        if (delay == null) {
            failedCalls[(int) event.callStart()]++;
        } else {
            add(event.time() + delay, event.client(), event.attempt() + 1, event.callStart());
        }
    }

    private boolean serves(double time) {
        int now = (int) (time / SLOT);
        if (now != slot) {
            slot = now;
            served = 0;
        }
        boolean down = time >= DOWN && time < up;
        return !down && served++ < CAPACITY * SLOT;
    }

    double requestsPerCall(int from, int to) {
        return (double) sum(requests, from, to) / sum(calls, from, to);
    }

    double success(int from, int to) {
        return 1 - (double) sum(failedCalls, from, to) / sum(calls, from, to);
    }

    int peak() {
        int peak = 0;
        for (int second : requests) {
            peak = Math.max(peak, second);
        }
        return peak;
    }

    /** Returns how many seconds after the outage it takes until no call of a second fails any more, and none after it. */
    int secondsToRecover() {
        int last = UP;
        for (int second = UP; second < END - 10; second++) {
            if (failedCalls[second] > 0 || requests[second] > CAPACITY) {
                last = second + 1;
            }
        }
        return last - UP;
    }

    /** Returns requests a second, in steps of five seconds. */
    List<Integer> fiveSecondRates() {
        List<Integer> rates = new ArrayList<>();
        for (int second = 0; second < END; second += 5) {
            rates.add(Math.round(sum(requests, second, second + 5) / 5f));
        }
        return rates;
    }

    private static int sum(int[] values, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }
}
