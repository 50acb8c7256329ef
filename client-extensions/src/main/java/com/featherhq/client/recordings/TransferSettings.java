package com.featherhq.client.recordings;

import java.util.function.LongSupplier;

/** What all downloads of one {@link Recordings} share. */
record TransferSettings(Storage storage, Backoff backoff, Sleeper sleeper, int maxAttempts, LongSupplier nanoTime) {}
