package com.featherhq.client.auth;

import okhttp3.HttpUrl;

/**
 * Scheme, host and port: what the credential belongs to (RFC 6454).
 *
 * @param scheme {@code http} or {@code https}
 * @param host as OkHttp writes it: lower case, in ASCII, an IPv6 address without brackets
 * @param port also where it is the default of the scheme
 */
public record Origin(String scheme, String host, int port) {

    /** Returns the origin of {@code url}. */
    public static Origin of(HttpUrl url) {
        return new Origin(url.scheme(), url.host(), url.port());
    }

    /** Tells whether {@code url} is of this origin. */
    public boolean contains(HttpUrl url) {
        return port == url.port() && host.equals(url.host()) && scheme.equals(url.scheme());
    }

    /** Returns it as in a URL, without a default port. */
    @Override
    public String toString() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return scheme + "://" + name + (port == HttpUrl.defaultPort(scheme) ? "" : ":" + port);
    }
}
