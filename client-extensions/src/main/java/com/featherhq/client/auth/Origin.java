package com.featherhq.client;

import okhttp3.HttpUrl;

/** Scheme, host and port: what the credential belongs to (RFC 6454). */
record Origin(String scheme, String host, int port) {

    static Origin of(HttpUrl url) {
        return new Origin(url.scheme(), url.host(), url.port());
    }

    boolean contains(HttpUrl url) {
        return port == url.port() && host.equals(url.host()) && scheme.equals(url.scheme());
    }

    /** Returns it as in a URL, without a default port. */
    @Override
    public String toString() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return scheme + "://" + name + (port == HttpUrl.defaultPort(scheme) ? "" : ":" + port);
    }
}
