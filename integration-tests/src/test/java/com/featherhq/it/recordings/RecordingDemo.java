package com.featherhq.it.recordings;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.files.DownloadResult;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Downloads a recording from a server of its own that drops the connection once, and shows how far it is. */
public final class RecordingDemo {

    private static final UUID RECORDING = UUID.fromString("1f6c3c1e-7a52-4f0e-9a86-0d5a4b1d2c33");
    private static final long SIZE = 12L * 1024 * 1024;
    private static final long PAUSE_MILLIS = 3;

    private RecordingDemo() {}

    /** Returns whether the standard output is a terminal; since JDK 22, a console alone does not say that. */
    @SuppressWarnings("SystemConsoleNull") // asked below, where there is the method for it
    public static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /**
     * Runs it.
     *
     * @param terminal whether {@code out} is a terminal, where a line can be drawn over
     */
    public static void run(PrintStream out, boolean terminal) throws IOException {
        Path folder = Files.createTempDirectory("feather-demo");
        Path target = folder.resolve("call.wav");
        try (RecordingService service = RecordingService.start(id -> SIZE);
                FeatherClient client = FeatherClient.builder()
                        .apiKey(RecordingService.KEY)
                        .baseUrl(service.baseUrl())
                        .build()) {
            service.pauseBetweenChunks(PAUSE_MILLIS);
            service.dropOnceAt(SIZE / 2);
            out.printf("%nA download from a storage that drops the connection half-way:%n%n");
            ProgressPrinter progress = new ProgressPrinter(out, terminal);
            DownloadResult result = client.recordings().download(RECORDING, target, progress);
            out.printf("%n  %,d bytes in %s", result.bytes(), result.path());
            out.printf(", with %d lease and %d requests to the storage%n", service.leases(), service.downloads());
        } finally {
            Files.deleteIfExists(target);
            Files.delete(folder);
        }
    }
}
