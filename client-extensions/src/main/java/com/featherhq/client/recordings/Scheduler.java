package com.featherhq.client.recordings;

import java.time.Duration;

/** Runs a task later; tests run it when they like. */
interface Scheduler {

    /** Returns what cancels the task. */
    Runnable after(Duration delay, Runnable task);
}
