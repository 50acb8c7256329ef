package com.featherhq.client.recordings;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;

/** A storage with one object, a service that leases it, and the recordings in between, on a fake clock. */
final class Scene implements AutoCloseable {

    static final UUID ID = UUID.fromString("7f9f3a52-6a3c-4f3f-9f49-0d1f2c3b4a5e");

    private static final OkHttpClient HTTP = new OkHttpClient();

    final FakeTime time = new FakeTime();
    final FakeService service = new FakeService(time);
    final ScriptedStorage storage;
    final List<Runnable> closeActions = new CopyOnWriteArrayList<>();
    final Recordings recordings;

    Scene(byte[] content) throws IOException {
        storage = new ScriptedStorage(content);
        service.always(() -> FakeService.playable(storage.sign(), null));
        recordings = recordings(Duration.ofSeconds(30));
    }

    static Scene of(int size) throws IOException {
        return new Scene(ScriptedStorage.content(size, size));
    }

    Scene script(Fault... faults) {
        storage.script(faults);
        return this;
    }

    Recordings recordings(Duration idleTimeout) {
        return recordings(idleTimeout, new LeaseCache(service, time, 10, Duration.ofSeconds(30), Runnable::run));
    }

    /** The same with pauses that take their time. */
    Recordings recordingsInRealTime() {
        LeaseCache cache = new LeaseCache(service, System::nanoTime, 10, Duration.ofSeconds(30), Runnable::run);
        Storage client = new Storage(HTTP, Duration.ofSeconds(30), false);
        Backoff backoff = new Backoff(Duration.ofMillis(200), 2, Duration.ofSeconds(5), () -> 1);
        return new Recordings(
                cache,
                new ResumingReader.Settings(
                        client, backoff, Backoff.Sleeper.real(), 5, System::nanoTime, this::onClose),
                time);
    }

    private Recordings recordings(Duration idleTimeout, LeaseCache cache) {
        Backoff backoff = new Backoff(Duration.ofMillis(200), 2, Duration.ofSeconds(5), () -> 1);
        Storage client = new Storage(HTTP, idleTimeout, false);
        return new Recordings(
                cache, new ResumingReader.Settings(client, backoff, time, 5, time, this::onClose), time.passing());
    }

    private Runnable onClose(Runnable action) {
        closeActions.add(action);
        return () -> closeActions.remove(action);
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }
}
