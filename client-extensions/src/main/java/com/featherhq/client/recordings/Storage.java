package com.featherhq.client.recordings;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.CookieJar;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client for signed URLs. It carries nothing that belongs to the API: whatever client it is derived from, all
 * interceptors, the authenticator, cookies, the cache and listeners are taken out, so the key can't be among them. What
 * stays is how to get through to a host: proxy, DNS, TLS, sockets, connection pool.
 */
final class Storage {

    private final OkHttpClient client;

    Storage(OkHttpClient base, Duration idleTimeout) {
        OkHttpClient.Builder builder = base.newBuilder();
        builder.interceptors().clear();
        builder.networkInterceptors().clear();
        this.client = builder.authenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .eventListener(EventListener.NONE)
                .followRedirects(true)
                .followSslRedirects(false)
                .callTimeout(Duration.ZERO)
                .readTimeout(idleTimeout)
                .build();
    }

    /** Prepares a request for the bytes from {@code offset} on, of the version that {@code validator} names. */
    Call call(HttpUrl url, long offset, @Nullable String validator) {
        Request.Builder request = new Request.Builder().url(url).header("Accept-Encoding", "identity");
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        if (offset > 0 && validator != null) {
            request.header("If-Range", validator);
        }
        return client.newCall(request.build());
    }

    /** Sends it. OkHttp 5 lets the InterruptedException of its connecting out, undeclared as Kotlin allows. */
    static Response send(Call call) throws IOException {
        try {
            return call.execute();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("an undeclared " + e.getClass().getName(), e);
        }
    }

    /** The storage answered with a status that may pass. Stays inside the package. */
    static final class BusyException extends IOException {

        private static final long serialVersionUID = 1;

        private final Duration hint;

        private BusyException(int statusCode, Duration hint) {
            super("The storage answered with HTTP status " + statusCode + ".");
            this.hint = hint;
        }

        static BusyException of(Response response) {
            Duration hint = RetryAfter.of(response.headers());
            return new BusyException(response.code(), hint == null ? Duration.ZERO : hint);
        }

        /** Returns the pause that the storage asked for; zero if none. */
        Duration hint() {
            return hint;
        }
    }
}
