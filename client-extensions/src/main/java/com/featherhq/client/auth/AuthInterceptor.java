package com.featherhq.client.auth;

import com.featherhq.api.ApiDocument;
import com.featherhq.api.WithoutCredential;
import com.featherhq.client.http.Hop;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketAddress;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/**
 * Puts the credential on the wire.
 *
 * <p>A network interceptor: it sees every hop, and only a hop to the origin of the base URL gets the credential. The
 * response that it hands back belongs to the request as it was before, so nobody above (a user's interceptor, a cache on
 * disk, a log of {@code response.raw()}) meets the credential.
 */
final class AuthInterceptor implements Interceptor {

    private final KeyRotation rotation;
    private final Origin origin;
    private final boolean plaintextAllowed;
    private final Hop hop;

    AuthInterceptor(KeyRotation rotation, Origin origin, boolean plaintextAllowed, Hop hop) {
        this.rotation = rotation;
        this.origin = origin;
        this.plaintextAllowed = plaintextAllowed;
        this.hop = hop;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        SentKey key = keyFor(request, chain.connection());
        Request.Builder wire = copyOf(request);
        hop.sending(chain.call(), wire);
        putOn(wire, request, key);
        Response response = hop.transmit(chain, wire.build());
        Response.Builder shown = response.newBuilder().request(withoutKey(request, key, response));
        return hop.received(response, shown).build();
    }

    /**
     * Sends the handshake of a web socket with the key. OkHttp leaves network interceptors out of it, so this is called from
     * the application's side, where there is no connection to look at yet: over plain HTTP the name of the host has to do.
     */
    Response handshake(Chain chain, Request request) throws IOException {
        SentKey key = origin.contains(request.url()) ? chosen(request) : null;
        Request.Builder wire = copyOf(request);
        hop.sending(chain.call(), wire);
        putOn(wire, request, key);
        Response response = chain.proceed(wire.build());
        Request shown = withoutKey(request, key, response);
        Response network = response.networkResponse();
        return response.newBuilder()
                .request(shown)
                .networkResponse(
                        network == null
                                ? null
                                : network.newBuilder().request(shown).build())
                .build();
    }

    private void putOn(Request.Builder wire, Request request, @Nullable SentKey key) {
        if (key != null) {
            key.putOn(wire, request);
        } else if (!origin.contains(request.url())) {
            wire.removeHeader(ApiDocument.CREDENTIAL_HEADER);
        }
    }

    /** Without the tags, which nobody reads from here on, and whose copies are a third of what a copy costs. */
    private static Request.Builder copyOf(Request request) {
        return new Request.Builder()
                .url(request.url())
                .method(request.method(), request.body())
                .headers(request.headers());
    }

    /** The request to show above; a refused one says by its tag which key was refused. */
    private static Request withoutKey(Request request, @Nullable SentKey key, Response response) {
        return key != null && response.code() == HttpURLConnection.HTTP_UNAUTHORIZED
                ? request.newBuilder().tag(SentKey.class, key).build()
                : request;
    }

    private @Nullable SentKey keyFor(Request request, @Nullable Connection connection) throws IOException {
        if (!origin.contains(request.url()) || isWithoutCredential(request)) {
            return null;
        }
        if (!plaintextAllowed && !request.isHttps()) {
            requireLoopback(connection);
        }
        return chosen(request);
    }

    /** The key that a repetition is to be sent with, or a fresh one. */
    private SentKey chosen(Request request) throws IOException {
        SentKey chosen = request.tag(SentKey.class);
        return chosen == null ? rotation.take() : chosen;
    }

    private static boolean isWithoutCredential(Request request) {
        Invocation invocation = request.tag(Invocation.class);
        return invocation != null && invocation.method().isAnnotationPresent(WithoutCredential.class);
    }

    private static void requireLoopback(@Nullable Connection connection) throws CredentialException {
        if (connection != null
                && isOnThisMachine(
                        connection.route().proxy(), connection.route().socketAddress())) {
            return;
        }
        throw new CredentialException(
                "The API key isn't sent in plain text to a proxy or address outside this machine; use https.", null);
    }

    /** Where the name or a proxy leads is known only when there is a connection; plain HTTP is for this machine. */
    static boolean isOnThisMachine(Proxy proxy, InetSocketAddress target) {
        SocketAddress peer = proxy.type() == Proxy.Type.DIRECT ? target : proxy.address();
        return peer instanceof InetSocketAddress inet
                && inet.getAddress() != null
                && inet.getAddress().isLoopbackAddress();
    }
}
