package com.featherhq.client.recordings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A monotonic clock that moves only when told, a sleeper that records, and a scheduler that runs what is due. */
final class FakeTime implements LongSupplier, Backoff.Sleeper, Scheduler {

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

    @Override
    public Runnable after(Duration delay, Runnable task) {
        Task scheduled = new Task(elapsed() + Backoff.nanos(delay), task);
        tasks.add(scheduled);
        return () -> tasks.remove(scheduled);
    }

    /** Returns a scheduler that notes the delay, lets it pass, and runs the task at once. */
    Scheduler passing() {
        return (delay, task) -> {
            synchronized (this) {
                sleeps.add(delay);
            }
            now.addAndGet(Backoff.nanos(delay));
            task.run();
            return () -> {};
        };
    }

    /** Moves on, and runs what comes due on the way, each at its time. */
    void pass(Duration duration) {
        long end = elapsed() + duration.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task due = tasks.poll();
            now.addAndGet(Math.max(0, due.at() - elapsed()));
            due.action().run();
        }
        now.addAndGet(end - elapsed());
    }

    synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    int scheduled() {
        return tasks.size();
    }

    private long elapsed() {
        return now.get() - START;
    }
}
