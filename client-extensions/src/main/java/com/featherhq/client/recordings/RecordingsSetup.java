package com.featherhq.client.recordings;

import com.featherhq.client.FeatherClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** Puts {@link Recordings} together with the real clock, sleep and chance. */
final class RecordingsSetup {

    static final DoubleSupplier CHANCE = () -> ThreadLocalRandom.current().nextDouble();

    private static final Backoff DROPS = new Backoff(Duration.ofMillis(200), 2, Duration.ofSeconds(5), CHANCE);

    private RecordingsSetup() {}

    static Recordings of(
            FeatherClient client, Storage storage, int leaseCacheSize, Duration safetyMargin, int maxAttempts) {
        LeaseSource source = new ApiLeaseSource(client, Clock.systemUTC(), System::nanoTime);
        LeaseCache cache = new LeaseCache(source, System::nanoTime, leaseCacheSize, safetyMargin);
        TransferSettings transfers =
                new TransferSettings(storage, DROPS, Sleeper.real(), maxAttempts, System::nanoTime);
        return new Recordings(cache, transfers, new DaemonScheduler());
    }
}
