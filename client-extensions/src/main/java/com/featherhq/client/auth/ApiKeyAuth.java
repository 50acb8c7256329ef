package com.featherhq.client.auth;

import com.featherhq.client.http.Hop;
import com.featherhq.client.http.Secrets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Puts the API key on the requests of any OkHttp client: for web sockets, server-sent events, or a call written by hand.
 *
 * <pre>{@code
 * ApiKeyAuth auth = ApiKeyAuth.builder()
 *         .apiKeyFile(Path.of("/run/secrets/feather"))
 *         .baseUrl("https://api-sandbox.featherhq.com")
 *         .build();
 * OkHttpClient http = auth.install(new OkHttpClient.Builder()).build();
 *
 * Request request = new Request.Builder().url("https://api-sandbox.featherhq.com/v1/events").build();
 * try (Response response = http.newCall(request).execute()) {
 *     System.out.println(response.code());
 * }
 * }</pre>
 *
 * <p>The key goes where scheme, host and port are those of the base URL, and nowhere else; a redirect to another origin is
 * handed back as it is. A request that is answered 401 is repeated once if the source has another key by then. Failures
 * whose text holds the key are replaced. Immutable and thread-safe: several clients can share one.
 */
public final class ApiKeyAuth {

    private final ApiKeySource keys;
    private final KeyRotation rotation;
    private final HttpUrl baseUrl;
    private final boolean plaintextAllowed;
    private final Secrets secrets;

    private ApiKeyAuth(ApiKeySource keys, HttpUrl baseUrl, boolean plaintextAllowed) {
        this.keys = keys;
        this.rotation = new KeyRotation(keys);
        this.baseUrl = baseUrl;
        this.plaintextAllowed = plaintextAllowed;
        this.secrets = new Secrets(keys::recent);
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the base URL; its path ends with a slash, which is what Retrofit resolves paths against. */
    public HttpUrl baseUrl() {
        return baseUrl;
    }

    /**
     * Returns why a 401 may have been answered to a key that was replaced long ago: the key file can't be read, or holds no
     * key, so the last good key was sent. Null if no such thing is known; never a key.
     */
    public static @Nullable String keyProblem(Response response) {
        KeyProblem problem = response.request().tag(KeyProblem.class);
        return problem == null ? null : problem.text();
    }

    /**
     * Wraps event listeners so that they see requests and responses without the key. OkHttp shows its listeners what goes
     * on the wire; an interceptor can't prevent that. Events that a newer OkHttp than 4.12 added are not passed on.
     *
     * <pre>{@code
     * new OkHttpClient.Builder().eventListenerFactory(ApiKeyAuth.withoutKey(call -> new TimingListener()));
     * }</pre>
     */
    public static EventListener.Factory withoutKey(EventListener.Factory listeners) {
        return call -> new KeylessEventListener(listeners.create(call));
    }

    /** Returns a function that masks the keys in a text, such as a log line. */
    public Secrets secrets() {
        return secrets;
    }

    /**
     * Adds the key to the clients that {@code http} builds, by two interceptors inside those that it has already. They see
     * each request as the caller made it, without the key. OkHttp's own redirects are switched off; redirects within the
     * base URL's origin are followed here. Its cache is removed: it sits above the key, so one account could get another
     * account's answer. An {@link EventListener} sees the key on the wire, unless it is wrapped by {@link #withoutKey}.
     *
     * @return {@code http}
     */
    public OkHttpClient.Builder install(OkHttpClient.Builder http) {
        return install(http, Hop.NOTHING);
    }

    /**
     * As {@link #install(OkHttpClient.Builder)}, with further work on the wire done by the same two interceptors.
     *
     * @return {@code http}
     */
    public OkHttpClient.Builder install(OkHttpClient.Builder http, Hop hop) {
        Origin origin = Origin.of(baseUrl);
        AuthInterceptor wire = new AuthInterceptor(rotation, origin, plaintextAllowed, hop);
        Redirects redirects = new Redirects(origin, wire, hop);
        return http.cache(null)
                .followRedirects(false)
                .followSslRedirects(false)
                .addInterceptor(new KeyRotationInterceptor(rotation, redirects, secrets))
                .addNetworkInterceptor(wire);
    }

    /**
     * Returns for example {@code ApiKeyAuth[API key from a supplier, for https://api-sandbox.featherhq.com]}; never a key.
     */
    @Override
    public String toString() {
        return "ApiKeyAuth[" + keys + ", for " + Origin.of(baseUrl) + "]";
    }

    /** Builds an {@link ApiKeyAuth}. Not thread-safe. */
    public static final class Builder {

        private @Nullable ApiKeySource keys;
        private String baseUrl = "";
        private boolean plaintextAllowed;

        private Builder() {}

        /**
         * Sets the API key; white space around it is removed.
         *
         * @throws IllegalArgumentException if it is blank, or can't be the value of a header
         */
        public Builder apiKey(String apiKey) {
            keys = ApiKeySource.fixed(Objects.requireNonNull(
                    apiKey, "apiKey is null. If it comes from an environment variable, that variable isn't set."));
            return this;
        }

        /**
         * Sets where the API key comes from. It is called for every request, and once more after a 401: if it then returns
         * another key, the call is repeated with that key. Called from several threads; may block.
         */
        public Builder apiKey(Supplier<String> apiKey) {
            keys = ApiKeySource.supplied(Objects.requireNonNull(apiKey, "apiKey"));
            return this;
        }

        /**
         * Sets a file with the API key, such as a mounted secret. It is read now, again when it has changed, and again
         * after a 401. While it is missing or holds no key, the last good key stays in use.
         *
         * @throws IllegalArgumentException if it can't be read, or holds no key
         */
        public Builder apiKeyFile(Path file) {
            keys = ApiKeySource.file(Objects.requireNonNull(file, "file"));
            return this;
        }

        /**
         * Sets the URL that the key belongs to: the key goes to its scheme, host and port only. Plain HTTP is allowed for
         * this machine only ({@code localhost}, {@code 127.0.0.1}, {@code [::1]}).
         */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
            return this;
        }

        /** Allows plain HTTP to any host: everybody on the network path can read the key. Default: this machine only. */
        public Builder dangerouslySendApiKeyInPlainText() {
            plaintextAllowed = true;
            return this;
        }

        /**
         * Returns the authentication.
         *
         * @throws IllegalStateException if there is no API key
         * @throws IllegalArgumentException if the base URL is not one
         */
        public ApiKeyAuth build() {
            HttpUrl url = BaseUrl.parse(baseUrl, plaintextAllowed);
            if (keys == null) {
                throw new IllegalStateException("The API key is missing: call apiKey(…) on the builder.");
            }
            return new ApiKeyAuth(keys, url, plaintextAllowed);
        }
    }
}
