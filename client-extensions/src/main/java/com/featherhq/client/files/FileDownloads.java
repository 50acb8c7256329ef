package com.featherhq.client.files;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.FeatherException;
import com.featherhq.client.http.DaemonThreads;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * Downloads that survive lost connections, expired URLs and killed processes. Get it from {@link FeatherClient#files()}, or with
 * other settings from {@link #builder(FeatherClient)}.
 *
 * <pre>{@code
 * FileSource export = FileSource.url("export 42", () -> downloadUrl());
 * DownloadOptions checked = DownloadOptions.builder().expectedSha256(sha256).build();
 * DownloadResult result = client.files().download(export, Path.of("export.zip"), checked);
 * }</pre>
 *
 * <p>Calls of the API go through the client, with its key, retries and limits. Signed URLs go to the storage behind them, over an
 * HTTP client that never has the key; so does what a call of the API redirects to. Thread-safe. There is nothing to close.
 *
 * <p>Every method may throw a {@link FileDownloadException}; the {@link FeatherException} of a call of the API; what the supplier
 * of the source throws; and, if its thread is interrupted while it waits for a URL, a {@link
 * java.util.concurrent.CancellationException}, with the interrupt flag set again.
 *
 * @see FileSource
 * @see DownloadOptions
 */
public final class FileDownloads {

    private static final Executor THREADS = DaemonThreads.growing("feather-files");

    private final DownloadSettings settings;

    FileDownloads(DownloadSettings settings) {
        this.settings = settings;
    }

    /** Returns a builder with the default settings. */
    public static Builder builder(FeatherClient client) {
        return new Builder(client);
    }

    /** Like {@link #download(FileSource, Path, DownloadOptions)}, of what a call answers and with the default options. */
    public DownloadResult download(Call<ResponseBody> call, Path target) {
        return download(FileSource.call(call), target);
    }

    /** Like {@link #download(FileSource, Path, DownloadOptions)}, with the default options. */
    public DownloadResult download(FileSource source, Path target) {
        return download(source, target, DownloadOptions.defaults());
    }

    /**
     * Downloads to a file. The file appears under its name only when it is whole, by one atomic rename, and replaces the one that
     * was there; until then it grows beside it ({@link #partialFiles}). A download that fails keeps what it has if the server
     * gave a validator (a strong ETag, or else Last-Modified), and the next download of a source of the same name to the same file
     * continues from there. What has come is fsynced every 16 MiB, so that a killed process loses little: at most 64 MiB, on
     * a slow disk. Before the rename the file is read once more and compared with what was written, and its SHA-256 with what
     * the caller or the answer says, if one does. A symbolic link as target is replaced, not followed.
     *
     * <p>A lost connection is resumed, up to the set number of attempts without progress; a URL that has expired is replaced by
     * one fresh one. The size is checked against what the server and the source say. The answer of a call that isn't a GET is
     * asked for once only.
     */
    public DownloadResult download(FileSource source, Path target, DownloadOptions options) {
        Objects.requireNonNull(target, "target");
        return download(source, target, options, new StopSignal());
    }

    /**
     * Like {@link #download(FileSource, Path, DownloadOptions)}, on a thread of {@link DownloadOptions.Builder#executor}. Ending
     * the future from outside, or cancelling one that was derived from it, ends the download; what has arrived is kept. The
     * future fails with what the other throws.
     */
    public CompletableFuture<DownloadResult> downloadAsync(FileSource source, Path target, DownloadOptions options) {
        Objects.requireNonNull(target, "target");
        StopSignal stop = new StopSignal();
        Executor executor = options.executor() == null ? THREADS : options.executor();
        return new AsyncDownload<DownloadResult>(stop).start(executor, () -> download(source, target, options, stop));
    }

    private DownloadResult download(FileSource source, Path target, DownloadOptions options, StopSignal stop) {
        try (ResumingReader reader = new ResumingReader(source, options, settings, stop, true)) {
            return new FileDownload(source, target, options, reader, meter(options)).run();
        }
    }

    /**
     * Downloads to a file in a folder, under the name that the server gives in {@code Content-Disposition} (RFC 6266). A name that
     * leads elsewhere, is hidden, or means something else on some systems is refused, and so is that of a file that exists:
     * a server must not choose what is replaced. Otherwise as {@link #download(FileSource, Path, DownloadOptions)}.
     */
    public DownloadResult downloadInto(Path folder, FileSource source, DownloadOptions options) {
        Objects.requireNonNull(folder, "folder");
        try (ResumingReader reader = new ResumingReader(source, options, settings, new StopSignal(), true)) {
            Path target = FileDownload.namedByServer(source, folder, reader);
            return new FileDownload(source, target, options, reader, meter(options)).run();
        }
    }

    /**
     * Downloads to a stream, which is flushed and left open, and returns the number of bytes. Lost connections are resumed if the
     * server can prove that the rest belongs to the same version; what was written can't be taken back, so it fails where a
     * download to a file would start over. A SHA-256 is checked at the end.
     */
    public long download(FileSource source, OutputStream target, DownloadOptions options) {
        Objects.requireNonNull(target, "target");
        try (ResumingReader reader = new ResumingReader(source, options, settings, new StopSignal(), false)) {
            return new StreamDownload(source, reader, meter(options)).run(target);
        }
    }

    /**
     * Opens a file for reading from any position, without one on the disk: reading on is one request, a jump is a new one from
     * there. The first request is made by the first read or size. The channel is read-only and thread-safe. Closing it, or the
     * client, ends a read of another thread at once, also one that waits for a URL or between two attempts. {@link
     * java.nio.channels.Channels#newInputStream} makes a stream of it.
     *
     * <p>Its methods throw {@link java.io.IOException}, with the exception that a download would throw as the cause; and {@link
     * java.nio.channels.AsynchronousCloseException} if it was closed meanwhile.
     */
    public SeekableByteChannel open(FileSource source) {
        return new RemoteChannel(
                new ResumingReader(source, DownloadOptions.defaults(), settings, new StopSignal(), false));
    }

    /**
     * Returns the files that a download to the target makes beside it until it is whole: the bytes so far, what they are, and a
     * lock. They stay after a download that can be continued; delete them if you give it up.
     */
    public static List<Path> partialFiles(Path target) {
        PartialNames names = PartialNames.of(target);
        return List.of(names.part(), names.state(), names.lock());
    }

    private ProgressMeter meter(DownloadOptions options) {
        return new ProgressMeter(options.progressListener(), settings.nanoTime());
    }

    /** Builds {@link FileDownloads}. Not thread-safe. */
    public static final class Builder {

        private static final Duration SHORTEST_IDLE = Duration.ofMillis(1);
        private static final Duration LONGEST_IDLE = Duration.ofDays(24);

        private final FeatherClient client;
        private Duration idleTimeout = Duration.ofSeconds(30);
        private int maxAttempts = 5;
        private boolean plainTextAllowed;
        private @Nullable OkHttpClient httpClient;

        private Builder(FeatherClient client) {
            this.client = Objects.requireNonNull(client, "client");
        }

        /** Sets how long the storage may be silent before a connection counts as lost. Default: 30 s. */
        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = Objects.requireNonNull(idleTimeout, "idleTimeout");
            return this;
        }

        /** Sets how many attempts in a row may bring less than 64 KiB before a download gives up. Default: 5. */
        public Builder maxAttempts(int maxAttempts) {
            this.maxAttempts = maxAttempts;
            return this;
        }

        /**
         * Sets the OkHttp client to derive the one for signed URLs from. Default: a plain one. Its proxy, DNS, TLS, sockets and
         * connection pool are used; its interceptors, authenticator, cookies, cache and listeners are not, so that nothing
         * of the API reaches the storage.
         */
        public Builder httpClient(OkHttpClient httpClient) {
            this.httpClient = Objects.requireNonNull(httpClient, "httpClient");
            return this;
        }

        /**
         * Lets signed URLs go over plain HTTP to any host: everybody on the way can use them. Not needed for this machine
         * ({@code localhost}, {@code 127.0.0.1}, {@code [::1]}). Default: refused, redirects included.
         */
        public Builder dangerouslyDownloadInPlainText() {
            plainTextAllowed = true;
            return this;
        }

        /**
         * Returns the downloads of the client.
         *
         * @throws IllegalArgumentException if a number or a duration is out of its range
         */
        public FileDownloads build() {
            if (idleTimeout.compareTo(SHORTEST_IDLE) < 0 || idleTimeout.compareTo(LONGEST_IDLE) > 0) {
                throw new IllegalArgumentException("idleTimeout must be 1 ms to 24 days, but is " + idleTimeout + ".");
            }
            if (maxAttempts < 1) {
                throw new IllegalArgumentException("maxAttempts must be at least 1, but is " + maxAttempts + ".");
            }
            OkHttpClient base = httpClient == null ? new OkHttpClient() : httpClient;
            return new FileDownloads(new DownloadSettings(
                    new Storage(base, idleTimeout, plainTextAllowed),
                    client::executeForResponse,
                    StopSignal.Sleeper.real(),
                    maxAttempts,
                    System::nanoTime,
                    () -> ThreadLocalRandom.current().nextDouble(),
                    client::onClose));
        }
    }
}
