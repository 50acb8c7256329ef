package com.featherhq.client.recordings;

import com.featherhq.client.files.Fault;
import com.featherhq.client.files.FileDownloads;
import com.featherhq.client.files.ScriptedStorage;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/** A storage with one object, a service that leases it, and the recordings in between, on a fake clock. */
final class Scene implements AutoCloseable {

    static final UUID ID = UUID.fromString("7f9f3a52-6a3c-4f3f-9f49-0d1f2c3b4a5e");

    final FakeTime time = new FakeTime();
    final FakeService service = new FakeService(time);
    final ScriptedStorage storage;
    final Recordings recordings;
    private final com.featherhq.client.files.Scene scene;

    private Scene(byte[] content) throws IOException {
        scene = new com.featherhq.client.files.Scene(content, time);
        storage = scene.storage;
        service.always(() -> FakeService.playable(storage.sign(), null));
        recordings = recordings(scene.files, time, time);
    }

    static Scene of(int size) throws IOException {
        return new Scene(ScriptedStorage.content(size, size));
    }

    Scene script(Fault... faults) {
        storage.script(faults);
        return this;
    }

    /** The same with pauses that take their time. */
    Recordings recordingsInRealTime() {
        return recordings(scene.filesInRealTime(), System::nanoTime, time);
    }

    /** The same with pauses that pass at once. */
    Recordings recordingsInNoTime() {
        return recordings(scene.files, time, time.passing());
    }

    private Recordings recordings(FileDownloads files, LongSupplier nanoTime, Scheduler scheduler) {
        LeaseCache cache = new LeaseCache(service, nanoTime, 10, Duration.ofSeconds(30), Runnable::run);
        return new Recordings(cache, files, scheduler, nanoTime, scene::onClose);
    }

    @Override
    public void close() throws IOException {
        scene.close();
    }
}
