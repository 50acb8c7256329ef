package com.featherhq.client;

import com.featherhq.client.ratelimit.RateLimiter;
import com.featherhq.client.recordings.Recordings;
import com.featherhq.client.retry.CallOptions;
import com.featherhq.client.retry.RetryBudget;
import com.featherhq.client.retry.RetryPolicy;
import com.featherhq.client.retry.RetryingCalls;
import com.featherhq.json.DriftListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * A client of the Feather API: the generated interfaces with authentication and retries.
 *
 * <pre>{@code
 * try (FeatherClient client = FeatherClient.builder()
 *         .apiKey(System.getenv("FEATHER_API_KEY"))
 *         .baseUrl("https://api-sandbox.featherhq.com")
 *         .build()) {
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

    private final ClientParts parts;
    private final Recordings recordings;

    private FeatherClient(ClientSettings settings) {
        parts = new ClientParts(settings);
        Recordings.Builder setup = Recordings.builder(this).httpClient(parts.http);
        recordings = (settings.plainTextAllowed ? setup.dangerouslyDownloadInPlainText() : setup).build();
    }

    /** Returns a builder with the default settings. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a client for the environment variables {@code FEATHER_API_KEY} and {@code FEATHER_BASE_URL}; both must be set. */
    public static FeatherClient fromEnvironment() {
        return builder()
                .apiKey(environment("FEATHER_API_KEY"))
                .baseUrl(environment("FEATHER_BASE_URL"))
                .build();
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("The environment variable " + name + " is not set.");
        }
        return value;
    }

    /**
     * Returns an implementation of a generated interface, or of a hand-written Retrofit interface.
     *
     * @throws IllegalArgumentException if {@code type} is not an interface
     */
    public <T> T api(Class<T> type) {
        return parts.retrofit.create(type);
    }

    /** Returns an implementation as {@link #api(Class)}, whose calls have their own settings. Cheap: for one call, say. */
    public <T> T api(Class<T> type, CallOptions options) {
        return parts.retries.with(options, type, api(type));
    }

    RetryingCalls retries() {
        return parts.retries;
    }

    /**
     * Makes a call and returns its value; on the calling thread, attempts and waits included.
     *
     * @throws FeatherException if it fails, by the way in which it does
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

    /**
     * Returns playback and downloads of call recordings, with the default settings; always the same object, because its
     * cache of leases is the client's. {@link Recordings#builder} makes one with other settings.
     */
    public Recordings recordings() {
        return recordings;
    }

    /** Runs an action when this client is closed, before its calls end; at once if it is. Returns what takes it back. */
    public Runnable onClose(Runnable action) {
        return parts.closeActions.add(Objects.requireNonNull(action, "action"));
    }

    /** Ends the calls that run or wait, and frees threads and connections, those of a caller's OkHttp client excepted. */
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
         * Sets where the API key comes from. It is asked for every request, and once more when the service answers 401: if
         * the key is another one then, the call is repeated with it. Called from several threads; may block.
         */
        public Builder apiKey(Supplier<String> apiKey) {
            settings.auth.apiKey(apiKey);
            return this;
        }

        /**
         * Sets a file with the API key, such as a mounted secret. It is read here, again when it has changed, and again
         * when the service answers 401. While it is missing or holds no key, the last good key stays in use.
         *
         * @throws IllegalArgumentException if it can't be read, or holds no key
         */
        public Builder apiKeyFile(Path file) {
            settings.auth.apiKeyFile(file);
            return this;
        }

        /** Lets the key and signed URLs go over plain HTTP, for all to read. Not needed for {@code localhost}. */
        public Builder dangerouslySendApiKeyInPlainText() {
            settings.auth.dangerouslySendApiKeyInPlainText();
            settings.plainTextAllowed = true;
            return this;
        }

        /**
         * Refuses a response in which a required property is missing, or a value is null or of another type against the
         * API document, with a {@link MalformedResponseException}. Unless set, such a response is delivered as it is. What
         * the service adds is never refused.
         */
        public Builder strictResponses() {
            settings.strictResponses = true;
            return this;
        }

        /** Sets who is told where responses depart from the API document, such as a {@link DriftCounter}. Default: none. */
        public Builder driftListener(DriftListener driftListener) {
            settings.driftListener = Objects.requireNonNull(driftListener, "driftListener");
            return this;
        }

        /** Adds somebody who is told about every call, its attempts and its end. Default: none. */
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

        /** Sets when calls are tried again. Default: {@link RetryPolicy#defaults()}. */
        public Builder retryPolicy(RetryPolicy retryPolicy) {
            settings.retries.policy(retryPolicy);
            return this;
        }

        /**
         * Sets when the calls of one operation are tried again, such as {@code
         * retryPolicy(VoiceApi.class, "getRecordingPlaybackUrl", RetryPolicy.none())}. Default: that of the client.
         *
         * @throws IllegalArgumentException if the interface has no method of that name
         */
        public Builder retryPolicy(Class<?> api, String operation, RetryPolicy retryPolicy) {
            settings.retries.policy(api, operation, retryPolicy);
            return this;
        }

        /** Sets who is asked before each attempt; see {@link RetryingCalls.Builder#rateLimiter}. Default: none. */
        public Builder rateLimiter(RateLimiter rateLimiter) {
            settings.retries.rateLimiter(rateLimiter);
            return this;
        }

        /** Holds calls back while most fail; see {@link RetryingCalls.Builder#adaptiveThrottling}. Default: off. */
        public Builder adaptiveThrottling() {
            settings.retries.adaptiveThrottling();
            return this;
        }

        /** Sets the budget of the retries, to share it among clients. Default: {@link RetryBudget#standard()}, unshared. */
        public Builder retryBudget(RetryBudget retryBudget) {
            settings.retries.budget(retryBudget);
            return this;
        }

        /**
         * Sets where callbacks of asynchronous calls run: listeners, and what is attached to futures. It needs a thread for each
         * callback that waits for another call. Default: a thread of the client's that no other call needs.
         */
        public Builder callbackExecutor(Executor callbackExecutor) {
            settings.retries.callbackExecutor(callbackExecutor);
            return this;
        }

        /**
         * Sets the OkHttp client to build on: its settings, dispatcher and connection pool are kept, ours added, such as a ping
         * each 10 s on HTTP/2 unless it has one. A callback changes threads there.
         */
        public Builder httpClient(OkHttpClient httpClient) {
            settings.httpClient = Objects.requireNonNull(httpClient, "httpClient");
            return this;
        }

        /** Sets how long connecting to one address may take, within its share of the attempt. Default: 10 s; zero for no limit. */
        public Builder connectTimeout(Duration connectTimeout) {
            settings.connectTimeout = Objects.requireNonNull(connectTimeout, "connectTimeout");
            return this;
        }

        /** Sets how long the server may be silent. Default: 30 s; zero for no limit. */
        public Builder readTimeout(Duration readTimeout) {
            settings.readTimeout = Objects.requireNonNull(readTimeout, "readTimeout");
            return this;
        }

        /** Sets how long the server may accept no data. Default: 30 s; zero for no limit. */
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

        /** The settings of the retries, for tests that bring their own time. */
        RetryingCalls.Builder retries() {
            return settings.retries;
        }
    }
}
