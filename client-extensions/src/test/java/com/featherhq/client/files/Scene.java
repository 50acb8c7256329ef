package com.featherhq.client.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import okhttp3.OkHttpClient;

/** A storage with one object, somebody who signs its URLs, and the downloads in between, on a fake clock. */
public final class Scene implements AutoCloseable {

    static final UUID ID = UUID.fromString("7f9f3a52-6a3c-4f3f-9f49-0d1f2c3b4a5e");
    static final String NAME = "Recording " + ID;

    private static final OkHttpClient HTTP = new OkHttpClient();

    public final ScriptedStorage storage;
    public final FileDownloads files;
    public final List<Runnable> closeActions = new CopyOnWriteArrayList<>();
    final FakeTime time;
    final FakeUrls urls;
    final FileSource source;

    Scene(byte[] content) throws IOException {
        this(content, new FakeTime());
    }

    /** A scene on a clock that others know as well. */
    public Scene(byte[] content, FakeTime time) throws IOException {
        this.time = time;
        storage = new ScriptedStorage(content);
        urls = new FakeUrls(time).always(() -> FakeUrls.signed(storage.sign(), null));
        source = FileSource.signedUrls(NAME, urls);
        files = files(Duration.ofSeconds(30));
    }

    static Scene of(int size) throws IOException {
        return new Scene(ScriptedStorage.content(size, size));
    }

    public Scene script(Fault... faults) {
        storage.script(faults);
        return this;
    }

    DownloadResult download(Path target) {
        return files.download(source, target);
    }

    DownloadResult download(Path target, Consumer<DownloadProgress> listener) {
        return files.download(source, target, options(listener));
    }

    long download(OutputStream target) {
        return files.download(source, target, DownloadOptions.defaults());
    }

    long download(OutputStream target, Consumer<DownloadProgress> listener) {
        return files.download(source, target, options(listener));
    }

    private static DownloadOptions options(Consumer<DownloadProgress> listener) {
        return DownloadOptions.builder().progressListener(listener).build();
    }

    FileDownloads files(Duration idleTimeout) {
        return files(idleTimeout, time, time);
    }

    /** The same with pauses that take their time. */
    public FileDownloads filesInRealTime() {
        return files(Duration.ofSeconds(30), StopSignal.Sleeper.real(), System::nanoTime);
    }

    private FileDownloads files(Duration idleTimeout, StopSignal.Sleeper sleeper, LongSupplier nanoTime) {
        return new FileDownloads(new DownloadSettings(
                new Storage(HTTP, idleTimeout, false),
                call -> {
                    throw new AssertionError("There is no service here.");
                },
                sleeper,
                5,
                nanoTime,
                () -> 1,
                this::onClose));
    }

    public Runnable onClose(Runnable action) {
        closeActions.add(action);
        return () -> closeActions.remove(action);
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }
}
