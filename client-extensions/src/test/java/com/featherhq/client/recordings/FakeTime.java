package com.featherhq.client.recordings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/** A monotonic clock that moves only when told, a sleeper that records, and a scheduler that runs what is due. */
final class FakeTime implements LongSupplier, Sleeper, Scheduler {

    private record Task(long at, Runnable action) {}

    private final List<Duration> sleeps = new ArrayList<>();
    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::at));
    private volatile long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

    @Override
    public long getAsLong() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while asleep");
        }
        sleeps.add(duration);
        now += duration.toNanos();
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        Task scheduled = new Task(elapsed() + delay.toNanos(), task);
        tasks.add(scheduled);
        return () -> tasks.remove(scheduled);
    }

    /** Moves on, and runs what comes due on the way, each at its time. */
    void pass(Duration duration) {
        long end = elapsed() + duration.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task due = tasks.poll();
            now += Math.max(0, due.at() - elapsed());
            due.action().run();
        }
        now += end - elapsed();
    }

    synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    int scheduled() {
        return tasks.size();
    }

    /** The clock starts near the end of the range of long, so that code that compares readings wrongly shows. */
    private long elapsed() {
        return now - (Long.MAX_VALUE - Duration.ofSeconds(3).toNanos());
    }
}
