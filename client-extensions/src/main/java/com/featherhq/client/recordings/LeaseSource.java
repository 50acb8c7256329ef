package com.featherhq.client.recordings;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Asks the service for one lease; every call is one request (and its retries). */
@FunctionalInterface
interface LeaseSource {

    CompletableFuture<PlaybackLease> request(UUID recordingId);
}
