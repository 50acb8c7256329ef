package com.featherhq.client.files;

import com.featherhq.client.FeatherException;
import com.featherhq.client.http.RetryAfter;
import com.featherhq.client.http.Secrets;
import com.featherhq.client.http.UndeclaredException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.UnknownServiceException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.CookieJar;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client for signed URLs. It carries nothing that belongs to the API: whatever client it is derived from, all
 * interceptors, the authenticator, cookies, the cache and listeners are taken out, so the key can't be among them. What
 * stays is how to get through to a host: proxy, DNS, TLS, sockets, connection pool.
 *
 * <p>The URL is a credential. It goes over plain HTTP to this machine only, unless that is allowed, and what the storage
 * answers can't bring it into an exception.
 */
final class Storage {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|::1|127(\\.\\d{1,3}){3}");
    private static final String TOO_MANY_REDIRECTS = "Too many follow-up requests";
    private static final int LONGEST_TEXT = 1_000;
    private static final int SHORTEST_SECRET = 8;

    private final OkHttpClient client;
    private final boolean plainTextAllowed;

    Storage(OkHttpClient base, Duration idleTimeout, boolean plainTextAllowed) {
        this.plainTextAllowed = plainTextAllowed;
        OkHttpClient.Builder builder = base.newBuilder();
        builder.interceptors().clear();
        builder.networkInterceptors().clear();
        this.client = builder.addNetworkInterceptor(this::guard)
                .authenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .eventListener(EventListener.NONE)
                .followRedirects(true)
                .followSslRedirects(false)
                // All requests are GET: OkHttp may send them again on another connection or to the next address.
                .retryOnConnectionFailure(true)
                .callTimeout(Duration.ZERO)
                .readTimeout(idleTimeout)
                .build();
    }

    /**
     * Prepares a request for the bytes from {@code offset} on, of the version that {@code validator} names.
     *
     * @throws RefusedException if the URL would go in plain text to another machine
     */
    Call call(HttpUrl url, long offset, @Nullable String validator) throws RefusedException {
        requireSafe(url);
        Request.Builder request = new Request.Builder().url(url).header("Accept-Encoding", "identity");
        rangeFrom(offset, validator, request::header);
        return client.newCall(request.build());
    }

    /** Sets the headers that ask for the bytes from {@code offset} on (RFC 9110, 13.1.5 and 14.2). */
    static void rangeFrom(long offset, @Nullable String validator, BiConsumer<String, String> header) {
        if (offset > 0) {
            header.accept("Range", "bytes=" + offset + "-");
        }
        if (offset > 0 && validator != null) {
            header.accept("If-Range", validator);
        }
    }

    /** Sends it. */
    static Response send(Call call) throws IOException {
        try {
            return call.execute();
        } catch (IOException e) {
            throw withoutUrl(e, call.request().url());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw UndeclaredException.of(e);
        }
    }

    /** Sees every hop, redirects included, before the URL is sent. */
    private Response guard(Interceptor.Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        requireSafe(url);
        try {
            return chain.proceed(chain.request());
        } catch (IOException e) {
            throw withoutUrl(e, url);
        }
    }

    private void requireSafe(HttpUrl url) throws RefusedException {
        if (!url.isHttps() && !plainTextAllowed && !LOOPBACK.matcher(url.host()).matches()) {
            throw new RefusedException("its URL would go over plain HTTP to " + url.host()
                    + ", where everybody on the way could use it; ask for https, or allow it with"
                    + " dangerouslyDownloadInPlainText() of the builder.");
        }
    }

    /**
     * Returns {@code failure}, or in place of one whose text quotes the URL, or is too long to tell, one that says only its
     * type. A storage that repeats in its status line what it was sent ends up in OkHttp's exception.
     */
    static IOException withoutUrl(IOException failure, HttpUrl url) {
        if (failure instanceof RefusedException) {
            return failure;
        }
        String message = failure.getMessage();
        if (message != null && message.length() > LONGEST_TEXT) {
            return new IOException(failure.getClass().getSimpleName() + "; its text is left out because it has "
                    + message.length() + " characters");
        }
        List<String> secrets = secrets(url);
        return new Secrets(() -> secrets).withoutSecrets(failure);
    }

    /** Returns the query, and what is long enough in it or in the path to be a credential; as sent and as meant. */
    private static List<String> secrets(HttpUrl url) {
        String query = url.encodedQuery();
        Stream<@Nullable String> parts = Stream.of(
                        url.queryParameterNames().stream().flatMap(name -> url.queryParameterValues(name).stream()),
                        Stream.of(query == null ? new String[0] : query.split("[&=]", -1)),
                        url.pathSegments().stream(),
                        url.encodedPathSegments().stream())
                .flatMap(part -> part)
                .filter(part -> part != null && part.length() >= SHORTEST_SECRET);
        return Stream.concat(Stream.of(query, url.query()), parts)
                .filter(text -> text != null && !text.isEmpty())
                .flatMap(text -> Stream.of(text, text.toLowerCase(Locale.ROOT)))
                .distinct()
                .toList();
    }

    /** Returns why repeating the request can't help, or null if it may. */
    static @Nullable String lastingProblem(IOException failure) {
        if (failure instanceof RefusedException) {
            return failure.getMessage();
        }
        String message = failure.getMessage();
        if (failure instanceof ProtocolException && message != null && message.startsWith(TOO_MANY_REDIRECTS)) {
            return "the storage redirected more than 20 times.";
        }
        boolean untrusted = failure instanceof SSLPeerUnverifiedException
                || failure instanceof UnknownServiceException
                || (failure instanceof SSLHandshakeException && failure.getCause() instanceof CertificateException);
        return untrusted ? "there can be no secure connection to the storage." : null;
    }

    /** No repetition of the request can help. Stays inside the package. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1;

        RefusedException(String problem) {
            super(problem);
        }
    }

    /** There was no answer, or a status that may pass. Stays inside the package. */
    static final class BusyException extends IOException {

        private static final long serialVersionUID = 1;

        private final Duration hint;

        private BusyException(String message, @Nullable Throwable cause, @Nullable Duration hint) {
            super(message, cause);
            this.hint = hint == null ? Duration.ZERO : hint;
        }

        /** Says that a call of the API failed in a way that may pass. */
        static BusyException of(FeatherException failure, @Nullable Duration hint) {
            return new BusyException("The service did not answer.", failure, hint);
        }

        static BusyException of(Response response) {
            String message = "The storage answered with HTTP status " + response.code() + ".";
            return new BusyException(message, null, RetryAfter.of(response.headers(), Clock.systemUTC()));
        }

        /** Returns the pause that the storage asked for; zero if none. */
        Duration hint() {
            return hint;
        }
    }
}
