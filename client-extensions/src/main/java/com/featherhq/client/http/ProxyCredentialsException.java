package com.featherhq.client.http;

import java.io.IOException;

/** A proxy answered 407: it wants credentials that the HTTP client doesn't have. */
public final class ProxyCredentialsException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Makes the failure at {@code proxy}, such as {@code proxy.example.com:3128}. */
    public ProxyCredentialsException(String proxy) {
        super("The proxy " + proxy + " wants credentials (407); give the OkHttp client a proxyAuthenticator.");
    }
}
