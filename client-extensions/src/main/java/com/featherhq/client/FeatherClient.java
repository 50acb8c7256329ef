package com.featherhq.client;

import com.featherhq.client.files.FileDownloads;
import com.featherhq.client.http.Surroundings;
import com.featherhq.client.pages.Pager;
import com.featherhq.client.ratelimit.RateLimiter;
import com.featherhq.client.recordings.Recordings;
import com.featherhq.client.retry.CallOptions;
import com.featherhq.client.retry.RetryBudget;
import com.featherhq.client.retry.RetryPolicy;
import com.featherhq.client.retry.RetryingCalls;
import com.featherhq.client.streams.EventStream;
import com.featherhq.client.streams.ServerSentEvent;
import com.featherhq.client.streams.StreamOptions;
import com.featherhq.client.waits.AwaitOptions;
import com.featherhq.client.waits.Awaited;
import com.featherhq.client.waits.Waits;
import com.featherhq.json.DriftListener;
import com.featherhq.json.Page;
import com.featherhq.json.PageParams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * A client of the Feather API: the generated interfaces with authentication and retries.
 *
 * <pre>{@code
 * try (FeatherClient client = FeatherClient.fromEnvironment()) { // FEATHER_API_KEY, FEATHER_BASE_URL
 *     VoiceApi voice = client.api(VoiceApi.class);
 *     RecordingPlaybackResponse playback = client.execute(voice.getRecordingPlaybackUrl(recordingId));
 *     System.out.println(playback.getStatus());
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe; make one per account and share it. Its threads are daemons.
 *
 * @see FeatherException
 * @see CallOptions
 * @see CallListener
 */
public final class FeatherClient implements AutoCloseable {

    private static final String KEY_VARIABLE = "FEATHER_API_KEY";
    private static final String URL_VARIABLE = "FEATHER_BASE_URL";

    private final ClientParts parts;
    private final FileDownloads files;
    private final boolean plainTextAllowed;
    private @Nullable Recordings recordings;

    private FeatherClient(ClientSettings settings) {
        parts = new ClientParts(settings);
        plainTextAllowed = settings.plainTextAllowed;
        FileDownloads.Builder downloads = FileDownloads.builder(this).httpClient(parts.http);
        files = (plainTextAllowed ? downloads.dangerouslyDownloadInPlainText() : downloads).build();
    }

    /**
     * Returns a builder with the default settings.
     *
     * @throws IllegalStateException if OkHttp, Okio, Retrofit or Gson is missing, or older than the client needs
     */
    public static Builder builder() {
        Surroundings.checkLibraries();
        return new Builder();
    }

    /**
     * Returns a client for the environment variables {@code FEATHER_API_KEY} and {@code FEATHER_BASE_URL}.
     *
     * @throws IllegalStateException if one of them is not set; the message says what to set
     */
    public static FeatherClient fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    static FeatherClient fromEnvironment(Map<String, String> environment) {
        String key = environment.getOrDefault(KEY_VARIABLE, "");
        String url = environment.getOrDefault(URL_VARIABLE, "");
        if (key.isBlank() || url.isBlank()) {
            String missing = !url.isBlank()
                    ? KEY_VARIABLE
                    : key.isBlank() ? KEY_VARIABLE + " and " + URL_VARIABLE : URL_VARIABLE;
            throw new IllegalStateException("Not set in the environment: " + missing + ". Set " + KEY_VARIABLE
                    + " to the API key and " + URL_VARIABLE
                    + " to the URL of the service, such as https://api-sandbox.featherhq.com.");
        }
        return builder().apiKey(key).baseUrl(url).build();
    }

    /**
     * Returns an implementation of a generated interface, or of a hand-written Retrofit interface.
     *
     * @throws IllegalArgumentException if {@code type} is not an interface, or its module doesn't export its package
     */
    public <T> T api(Class<T> type) {
        Surroundings.checkAccess(type);
        return parts.create(type);
    }

    /** Returns an implementation as {@link #api(Class)}, whose calls have their own settings. Cheap: for one call, say. */
    public <T> T api(Class<T> type, CallOptions options) {
        return parts.retries.with(options, type, api(type));
    }

    RetryingCalls retries() {
        return parts.retries;
    }

    /**
     * Makes a call and returns its value. Blocks the calling thread for all attempts and waits.
     *
     * @throws FeatherException if it fails; the subtype says how
     * @throws IllegalStateException if the call was made before
     * @throws IllegalArgumentException if an argument of the call can't be sent
     */
    public <T extends @Nullable Object> T execute(Call<T> call) {
        return parts.execution.execute(call);
    }

    /** Makes a call and returns its value with status, headers and attempts; otherwise as {@link #execute}. */
    public <T extends @Nullable Object> ApiResponse<T> executeForResponse(Call<T> call) {
        return parts.execution.executeForResponse(call);
    }

    /**
     * Starts a call; no thread waits for it. The future completes by the call's deadline, with the value, a {@link
     * FeatherException} or an {@code Error} that was thrown, on a thread that no other call needs ({@link
     * Builder#callbackExecutor}). Ending it, or a future derived from it, from outside cancels the call.
     */
    public <T extends @Nullable Object> CompletableFuture<T> executeAsync(Call<T> call) {
        return parts.execution.executeAsync(call);
    }

    /** As {@link #executeAsync}, but the value comes with status, headers and attempts. */
    public <T extends @Nullable Object> CompletableFuture<ApiResponse<T>> executeForResponseAsync(Call<T> call) {
        return parts.execution.executeForResponseAsync(call);
    }

    /** As {@link #stream(Call, StreamOptions)} with {@link StreamOptions#defaults()}: no terminal event has to come. */
    public EventStream stream(Call<ResponseBody> call) {
        return stream(call, StreamOptions.defaults());
    }

    /**
     * Makes a call and returns its server-sent events as they come, once the first one is there; close the stream. Until then
     * its deadline, attempt timeout and retries are those of any call; afterwards nothing is retried and only {@link
     * StreamOptions.Builder#idleTimeout} counts.
     *
     * @throws FeatherException if the call fails; the events throw it later, or an {@link IncompleteStreamException}
     * @throws IllegalArgumentException if its method isn't annotated with {@code @Streaming}
     */
    public EventStream stream(Call<ResponseBody> call, StreamOptions options) {
        return parts.execution.stream(call, Objects.requireNonNull(options, "options"));
    }

    /** As {@link #streamAsync(Call, StreamOptions)} with {@link StreamOptions#defaults()}. */
    public Flow.Publisher<ServerSentEvent> streamAsync(Call<ResponseBody> call) {
        return streamAsync(call, StreamOptions.defaults());
    }

    /**
     * Returns the server-sent events of a call for one subscriber, otherwise as {@link #stream(Call, StreamOptions)}. The call
     * is made when the subscriber first asks for events, and no more is read than it asks for. Meanwhile, and only then, a
     * thread of the stream's own reads and calls the subscriber. Cancelling closes the connection.
     */
    public Flow.Publisher<ServerSentEvent> streamAsync(Call<ResponseBody> call, StreamOptions options) {
        return parts.execution.publisher(call, Objects.requireNonNull(options, "options"));
    }

    /**
     * Returns downloads of files, from signed URLs and from calls that answer one, with the default settings. {@link
     * FileDownloads#builder} makes one with other settings.
     */
    public FileDownloads files() {
        return files;
    }

    /**
     * Returns a list whose pages {@code list} returns, such as {@code client.pages(conversations::listConversations, params)}; an
     * operation with parameters in its path is {@code params -> api.listMessages(id, params)}. Nothing is requested yet.
     */
    public <T, P extends PageParams<P>> Pager<T> pages(
            Function<? super P, ? extends Call<? extends Page<T>>> list, P params) {
        return Pager.of(this, list, params);
    }

    /** As {@link #pages}, for an operation whose answer is an array of rows. */
    public <T, P extends PageParams<P>> Pager<T> pagesOfLists(
            Function<? super P, ? extends Call<List<T>>> list, P params) {
        return Pager.ofLists(this, list, params);
    }

    /** Makes calls by {@code calls} that have {@code options} where their interface has none of its own. */
    public <T> T with(CallOptions options, Supplier<T> calls) {
        return parts.retries.with(options, calls);
    }

    /**
     * Waits on this thread until {@code isDone} says so of an answer to {@code request}, for what the service does in the
     * background; see {@link Waits#await}.
     */
    public <T> Awaited<T> await(
            Supplier<? extends Call<T>> request, Predicate<? super T> isDone, AwaitOptions options) {
        return Waits.of(this, parts.retries).await(request, isDone, options);
    }

    /** As {@link #await}, but no thread waits; see {@link Waits#awaitAsync}. */
    public <T> CompletableFuture<Awaited<T>> awaitAsync(
            Supplier<? extends Call<T>> request, Predicate<? super T> isDone, AwaitOptions options) {
        return Waits.of(this, parts.retries).awaitAsync(request, isDone, options);
    }

    /**
     * Returns playback and downloads of call recordings, with the default settings; always the same object, because its
     * cache of leases is the client's. {@link Recordings#builder} makes one with other settings.
     */
    public Recordings recordings() {
        synchronized (parts) {
            if (recordings == null) { // Made late: a shrinker leaves it out where nobody asks for it.
                Recordings.Builder setup = Recordings.builder(this).httpClient(parts.http);
                recordings = (plainTextAllowed ? setup.dangerouslyDownloadInPlainText() : setup).build();
            }
            return recordings;
        }
    }

    /** Runs an action when this client is closed, before its calls end; at once if it is. Returns what takes it back. */
    public Runnable onClose(Runnable action) {
        return parts.closeActions.add(Objects.requireNonNull(action, "action"));
    }

    /** Ends the running and waiting calls, and frees threads and connections, except those of a caller's OkHttp client. */
    @Override
    public void close() {
        parts.close();
    }

    /** Builds a {@link FeatherClient}. Not thread-safe. */
    public static final class Builder {

        private final ClientSettings settings = new ClientSettings();

        private Builder() {}

        /**
         * Sets the API key; white space around it is removed.
         *
         * @throws IllegalArgumentException if it is blank, or can't be the value of a header
         */
        public Builder apiKey(String apiKey) {
            settings.auth.apiKey(apiKey);
            return this;
        }

        /**
         * Sets where the API key comes from. It is called for every request, and once more after a 401: if it then returns
         * another key, the call is repeated with that key. Called from several threads; may block.
         */
        public Builder apiKey(Supplier<String> apiKey) {
            settings.auth.apiKey(apiKey);
            return this;
        }

        /**
         * Sets a file with the API key, such as a mounted secret. It is read now, again when it has changed, and again
         * after a 401. While it is missing or holds no key, the last good key stays in use.
         *
         * @throws IllegalArgumentException if it can't be read, or holds no key
         */
        public Builder apiKeyFile(Path file) {
            settings.auth.apiKeyFile(file);
            return this;
        }

        /**
         * Allows plain HTTP for the key and for signed URLs: everybody on the network path can read them. Default: {@code
         * localhost} only.
         */
        public Builder dangerouslySendApiKeyInPlainText() {
            settings.auth.dangerouslySendApiKeyInPlainText();
            settings.plainTextAllowed = true;
            return this;
        }

        /**
         * Refuses a response in which a required property is missing, or a value is null or of another type against the API
         * document, with a {@link MalformedResponseException}. Default: such a response is returned to the caller.
         * Additions by the service (new properties, new enum values) are never refused.
         */
        public Builder strictResponses() {
            settings.strictResponses = true;
            return this;
        }

        /**
         * Sets the largest body of a successful response, in bytes after decompression. The client stops reading a larger one, and
         * the call fails with a {@link ResponseTooLargeException}. A {@code ResponseBody} is returned to the caller unread and
         * has no limit. Default: 64 MiB; 0 for no limit.
         *
         * @throws IllegalArgumentException if {@code bytes} is negative
         */
        public Builder maxResponseBytes(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("maxResponseBytes must be at least 0, but is " + bytes + ".");
            }
            settings.maxResponseBytes = bytes;
            return this;
        }

        /**
         * Sets the listener for places where responses depart from the API document, such as a {@link DriftCounter}.
         * Default: none.
         */
        public Builder driftListener(DriftListener driftListener) {
            settings.driftListener = Objects.requireNonNull(driftListener, "driftListener");
            return this;
        }

        /** Adds a listener for the start, the attempts and the end of every call. Default: none. */
        public Builder callListener(CallListener callListener) {
            settings.callListeners.add(Objects.requireNonNull(callListener, "callListener"));
            return this;
        }

        /**
         * Sets the URL that all paths are resolved against, such as {@code https://api-sandbox.featherhq.com}. The API key
         * goes to its scheme, host and port only. Plain HTTP is for this machine.
         */
        public Builder baseUrl(String baseUrl) {
            settings.auth.baseUrl(baseUrl);
            return this;
        }

        /** Sets the retry policy of all calls. Default: {@link RetryPolicy#defaults()}. */
        public Builder retryPolicy(RetryPolicy retryPolicy) {
            settings.retries.policy(retryPolicy);
            return this;
        }

        /**
         * Sets the retry policy of one operation, such as {@code
         * retryPolicy(VoiceApi.class, "getRecordingPlaybackUrl", RetryPolicy.none())}. Default: the client's policy.
         *
         * @throws IllegalArgumentException if the interface has no method of that name
         */
        public Builder retryPolicy(Class<?> api, String operation, RetryPolicy retryPolicy) {
            settings.retries.policy(api, operation, retryPolicy);
            return this;
        }

        /**
         * Gives each call an idempotency key if its body has a place for one and none is set; see {@link
         * CallOptions.Builder#mintIdempotencyKeys}. Default: no key is made.
         */
        public Builder mintIdempotencyKeys() {
            settings.forAllCalls = CallOptions.builder().mintIdempotencyKeys().build();
            return this;
        }

        /**
         * Sets the rate limiter that each attempt needs a permit from; see {@link RetryingCalls.Builder#rateLimiter}.
         * Default: none.
         */
        public Builder rateLimiter(RateLimiter rateLimiter) {
            settings.retries.rateLimiter(rateLimiter);
            return this;
        }

        /** Rejects calls locally while most fail; see {@link RetryingCalls.Builder#adaptiveThrottling}. Default: off. */
        public Builder adaptiveThrottling() {
            settings.retries.adaptiveThrottling();
            return this;
        }

        /** Sets the retry budget, to share one among clients. Default: a {@link RetryBudget#standard()} of its own. */
        public Builder retryBudget(RetryBudget retryBudget) {
            settings.retries.budget(retryBudget);
            return this;
        }

        /**
         * Sets the executor for callbacks of asynchronous calls: listeners, and stages attached to futures. It needs one
         * thread for each callback that waits for another call. Default: a thread of the client that no other call needs.
         */
        public Builder callbackExecutor(Executor callbackExecutor) {
            settings.retries.callbackExecutor(callbackExecutor);
            return this;
        }

        /**
         * Sets the OkHttp client to build on: its settings, dispatcher and connection pool are kept. Added are our
         * interceptors and, unless it has an interval, an HTTP/2 ping every 10 s. Callbacks then run on another thread than
         * the attempt.
         */
        public Builder httpClient(OkHttpClient httpClient) {
            settings.httpClient = Objects.requireNonNull(httpClient, "httpClient");
            return this;
        }

        /** Sets the connect timeout for one address, within its share of the attempt. Default: 10 s; zero for no limit. */
        public Builder connectTimeout(Duration connectTimeout) {
            settings.connectTimeout = Objects.requireNonNull(connectTimeout, "connectTimeout");
            return this;
        }

        /** Sets the read timeout: how long the server may be silent. Default: 30 s; zero for no limit. */
        public Builder readTimeout(Duration readTimeout) {
            settings.readTimeout = Objects.requireNonNull(readTimeout, "readTimeout");
            return this;
        }

        /** Sets the write timeout: how long the server may accept no data. Default: 30 s; zero for no limit. */
        public Builder writeTimeout(Duration writeTimeout) {
            settings.writeTimeout = Objects.requireNonNull(writeTimeout, "writeTimeout");
            return this;
        }

        /**
         * Returns the client.
         *
         * @throws IllegalStateException if there is no API key
         * @throws IllegalArgumentException if the base URL is not one
         */
        public FeatherClient build() {
            return new FeatherClient(settings);
        }

        /** The retry settings, for tests with a clock of their own. */
        RetryingCalls.Builder retries() {
            return settings.retries;
        }
    }
}
