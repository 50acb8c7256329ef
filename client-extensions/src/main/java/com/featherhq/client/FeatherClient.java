package com.featherhq.client;

import com.featherhq.api.ApiDocument;
import com.featherhq.json.FeatherJson;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        ResendGuard.install(setup);
        http = setup.build();
        ownsHttp = builder.httpClient == null;
        runtime = new RetryRuntime(
                builder.retryBudget == null ? RetryBudget.standard() : builder.retryBudget,
                builder.retryListener,
                inFlight,
                () -> http.dispatcher().queuedCallsCount() > 0,
                builder.sources == null ? RetryRuntime.Sources.real() : builder.sources);
        retrofit = new Retrofit.Builder()
                .baseUrl(baseUrl)
                .client(http)
                .addCallAdapterFactory(builder.retries(runtime))
                .addCallAdapterFactory(new FutureCallAdapterFactory())
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
     * Returns an implementation of a generated interface whose calls have their own settings. Cheap: it can be made for
     * a single call.
     *
     * @throws IllegalArgumentException if {@code type} is not an interface
     */
    public <T> T api(Class<T> type, CallOptions options) {
        Objects.requireNonNull(options, "options");
        return OptionsProxy.of(type, api(type), options);
    }

    RetryRuntime retryRuntime() {
        return runtime;
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
        private final Map<Method, RetryPolicy> operationPolicies = new HashMap<>();
        private @Nullable RetryBudget retryBudget;
        private @Nullable RetryListener retryListener;
        private RetryRuntime.@Nullable Sources sources;
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

        /**
         * Sets when the calls of one operation are tried again, such as {@code
         * retryPolicy(VoiceApi.class, "getRecordingPlaybackUrl", RetryPolicy.none())}; that of the client unless set.
         *
         * @throws IllegalArgumentException if the interface has no method of that name
         */
        public Builder retryPolicy(Class<?> api, String operation, RetryPolicy retryPolicy) {
            Objects.requireNonNull(retryPolicy, "retryPolicy");
            List<Method> methods = Arrays.stream(api.getMethods())
                    .filter(method -> method.getName().equals(operation))
                    .toList();
            if (methods.isEmpty()) {
                throw new IllegalArgumentException(api.getName() + " has no operation named " + operation);
            }
            methods.forEach(method -> operationPolicies.put(method, retryPolicy));
            return this;
        }

        /** Sets the budget of the retries, to share it among clients; {@link RetryBudget#standard()}, unshared, unless set. */
        public Builder retryBudget(RetryBudget retryBudget) {
            this.retryBudget = Objects.requireNonNull(retryBudget, "retryBudget");
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

        /** Sets where time and chance come from; for tests. */
        Builder sources(RetryRuntime.Sources sources) {
            this.sources = sources;
            return this;
        }

        private RetryCallAdapterFactory retries(RetryRuntime runtime) {
            return new RetryCallAdapterFactory(runtime, retryPolicy, Map.copyOf(operationPolicies));
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
