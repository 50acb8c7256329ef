package com.featherhq.client.files;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A monotonic clock that moves only when told, a sleeper that records, and a timer that runs what is due. */
public class FakeTime implements LongSupplier, StopSignal.Sleeper {

    /** Near the end of the range of long, so that code that compares readings wrongly shows. */
    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

    private record Task(long at, Runnable action) {}

    private final List<Duration> sleeps = new ArrayList<>();
    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::at));
    private final AtomicLong now = new AtomicLong(START);

    @Override
    public long getAsLong() {
        return now.get();
    }

    @Override
    public synchronized void sleep(Duration duration, CompletableFuture<?> orUntil) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while asleep");
        }
        sleeps.add(duration);
        now.addAndGet(orUntil.isDone() ? 0 : duration.toNanos());
    }

    /** Notes a delay, and lets it pass. */
    protected synchronized void skip(Duration delay) {
        sleeps.add(delay);
        now.addAndGet(delay.toNanos());
    }

    public Runnable after(Duration delay, Runnable task) {
        long nanos = delay.compareTo(Duration.ofDays(100 * 365)) > 0 ? Long.MAX_VALUE : delay.toNanos();
        Task scheduled = new Task(elapsed() + nanos, task);
        tasks.add(scheduled);
        return () -> tasks.remove(scheduled);
    }

    /** Moves on, and runs what comes due on the way, each at its time. */
    public void pass(Duration duration) {
        long end = elapsed() + duration.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task due = tasks.poll();
            now.addAndGet(Math.max(0, due.at() - elapsed()));
            due.action().run();
        }
        now.addAndGet(end - elapsed());
    }

    public synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    public int scheduled() {
        return tasks.size();
    }

    private long elapsed() {
        return now.get() - START;
    }
}
