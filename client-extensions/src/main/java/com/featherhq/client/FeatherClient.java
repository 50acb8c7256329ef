package com.featherhq.client;

import com.featherhq.api.ApiDocument;
import com.featherhq.json.FeatherJson;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/**
 * A client of the Feather API: the generated interfaces with authentication and retries.
 *
 * <p>Immutable and thread-safe; make one per account and share it. Its threads are daemons.
 */
public final class FeatherClient implements AutoCloseable {

    private final OkHttpClient http;
    private final boolean ownsHttp;
    private final RetryRuntime runtime;
    private final Retrofit retrofit;

    private FeatherClient(Builder builder) {
        HttpUrl baseUrl = BaseUrl.parse(builder.baseUrl);
        AttemptsInFlight inFlight = new AttemptsInFlight();
        WireHeaders wireHeaders = new WireHeaders(userAgent(), inFlight);
        OkHttpClient.Builder setup = HttpSetup.start(builder.httpClient);
        builder.applyTimeouts(setup);
        setup.addNetworkInterceptor(new AuthInterceptor(builder.requireKeys(), baseUrl, wireHeaders));
        http = setup.build();
        ownsHttp = builder.httpClient == null;
        runtime = RetryRuntime.of(
                RetryBudget.standard(),
                builder.retryListener,
                inFlight,
                http.dispatcher().executorService());
        retrofit = new Retrofit.Builder()
                .baseUrl(baseUrl)
                .client(http)
                .addCallAdapterFactory(new RetryCallAdapterFactory(runtime, builder.retryPolicy))
                .addConverterFactory(FeatherJson.converterFactory())
                .build();
    }

    /** Returns a builder with the default settings. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a client for the environment variables {@code FEATHER_API_KEY} and {@code FEATHER_BASE_URL}.
     *
     * @throws IllegalStateException if one of them is not set
     */
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
        return retrofit.create(type);
    }

    /**
     * Returns an implementation of a generated interface whose calls have their own settings.
     *
     * @throws IllegalArgumentException if {@code type} is not an interface
     */
    public <T> T api(Class<T> type, CallOptions options) {
        RetryPolicy policy = options.retryPolicy();
        if (policy == null) {
            return api(type);
        }
        Retrofit.Builder adapted = retrofit.newBuilder();
        adapted.callAdapterFactories().set(0, new RetryCallAdapterFactory(runtime, policy));
        return adapted.build().create(type);
    }

    /** Ends the calls that run or wait, and frees threads and connections, those of a caller's OkHttp client excepted. */
    @Override
    public void close() {
        runtime.close();
        if (ownsHttp) {
            HttpSetup.close(http);
        }
    }

    private static String userAgent() {
        String version = FeatherClient.class.getPackage().getImplementationVersion();
        return "feather-java/" + (version == null ? "dev" : version) + " (document " + ApiDocument.VERSION + ")";
    }

    /** Builds a {@link FeatherClient}. Not thread-safe. */
    public static final class Builder {

        private @Nullable ApiKeySource keys;
        private String baseUrl = "";
        private RetryPolicy retryPolicy = RetryPolicy.defaults();
        private @Nullable RetryListener retryListener;
        private @Nullable OkHttpClient httpClient;
        private @Nullable Duration connectTimeout;
        private @Nullable Duration readTimeout;
        private @Nullable Duration writeTimeout;

        private Builder() {}

        /** Sets the API key. */
        public Builder apiKey(String apiKey) {
            keys = ApiKeySource.fixed(Objects.requireNonNull(apiKey, "apiKey"));
            return this;
        }

        /** Sets where the API key comes from; asked for every request, from several threads. */
        public Builder apiKey(Supplier<String> apiKey) {
            keys = ApiKeySource.supplied(Objects.requireNonNull(apiKey, "apiKey"));
            return this;
        }

        /** Sets the URL that all paths are resolved against, such as {@code https://api-sandbox.featherhq.com}. */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
            return this;
        }

        /** Sets when calls are tried again; {@link RetryPolicy#defaults()} unless set. */
        public Builder retryPolicy(RetryPolicy retryPolicy) {
            this.retryPolicy = Objects.requireNonNull(retryPolicy, "retryPolicy");
            return this;
        }

        /** Sets who is told about every attempt; nobody unless set. */
        public Builder retryListener(RetryListener retryListener) {
            this.retryListener = Objects.requireNonNull(retryListener, "retryListener");
            return this;
        }

        /** Sets the OkHttp client to build on: its settings, dispatcher and connection pool are kept, ours added. */
        public Builder httpClient(OkHttpClient httpClient) {
            this.httpClient = Objects.requireNonNull(httpClient, "httpClient");
            return this;
        }

        /** Sets how long connecting may take; 10 s unless set, zero for no limit. */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = Objects.requireNonNull(connectTimeout, "connectTimeout");
            return this;
        }

        /** Sets how long the server may be silent; 30 s unless set, zero for no limit. */
        public Builder readTimeout(Duration readTimeout) {
            this.readTimeout = Objects.requireNonNull(readTimeout, "readTimeout");
            return this;
        }

        /** Sets how long the server may take in nothing; 10 s unless set, zero for no limit. */
        public Builder writeTimeout(Duration writeTimeout) {
            this.writeTimeout = Objects.requireNonNull(writeTimeout, "writeTimeout");
            return this;
        }

        /**
         * Returns the client.
         *
         * @throws IllegalStateException if there is no API key
         * @throws IllegalArgumentException if the base URL is not one
         */
        public FeatherClient build() {
            return new FeatherClient(this);
        }

        private ApiKeySource requireKeys() {
            if (keys == null) {
                throw new IllegalStateException("The API key is missing: call apiKey(…) on the builder.");
            }
            return keys;
        }

        private void applyTimeouts(OkHttpClient.Builder http) {
            if (connectTimeout != null) {
                http.connectTimeout(connectTimeout);
            }
            if (readTimeout != null) {
                http.readTimeout(readTimeout);
            }
            if (writeTimeout != null) {
                http.writeTimeout(writeTimeout);
            }
        }
    }
}
