package com.featherhq.client.retry;

import com.featherhq.client.http.ProxyCredentialsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** Reports a proxy that wants credentials which {@code delegate} doesn't have: OkHttp doesn't say which proxy it was. */
record ProxyCredentials(Authenticator delegate) implements Authenticator {

    /** How OkHttp asks for credentials before the proxy has asked for any. */
    private static final String PREEMPTIVE = "OkHttp-Preemptive";

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) throws IOException {
        Request next = delegate.authenticate(route, response);
        if (next != null || route == null || PREEMPTIVE.equals(response.header("Proxy-Authenticate"))) {
            return next;
        }
        throw new ProxyCredentialsException(name(route.proxy()));
    }

    private static String name(Proxy proxy) {
        return proxy.address() instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : String.valueOf(proxy.address());
    }
}
