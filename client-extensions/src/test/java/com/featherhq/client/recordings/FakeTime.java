package com.featherhq.client.recordings;

/** The clock of the files, as a scheduler as well. */
final class FakeTime extends com.featherhq.client.files.FakeTime implements Scheduler {

    /** Returns a scheduler that notes the delay, lets it pass, and runs the task at once. */
    Scheduler passing() {
        return (delay, task) -> {
            skip(delay);
            task.run();
            return () -> {};
        };
    }
}
