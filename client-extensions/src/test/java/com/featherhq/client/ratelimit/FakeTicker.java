package com.featherhq.client.ratelimit;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when it is told to. What is due on the way runs at its time. */
final class FakeTicker implements Ticker {

    private record Task(long at, long order, Runnable action) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long now = 5_000_000_000L;
    private long order;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void after(long delayNanos, Runnable task) {
        tasks.add(new Task(now + delayNanos, order++, task));
    }

    void advance(Duration by) {
        long end = now + by.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task task = tasks.remove();
            now = Math.max(now, task.at());
            task.action().run();
        }
        now = end;
    }
}
