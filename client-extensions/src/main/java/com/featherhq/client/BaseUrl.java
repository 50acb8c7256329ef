package com.featherhq.client;

import okhttp3.HttpUrl;

/** Checks the base URL of a client. */
final class BaseUrl {

    private BaseUrl() {}

    /** Returns {@code text} as an URL whose path ends with a slash, which is what Retrofit resolves relative paths against. */
    static HttpUrl parse(String text) {
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            throw new IllegalArgumentException(
                    "The base URL must be absolute, like https://api-sandbox.featherhq.com, but is: " + text);
        }
        if (url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException("The base URL must have neither query nor fragment.");
        }
        return url.encodedPath().endsWith("/")
                ? url
                : url.newBuilder().addPathSegment("").build();
    }
}
