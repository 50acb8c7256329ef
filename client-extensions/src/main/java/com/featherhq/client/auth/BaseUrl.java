package com.featherhq.client.auth;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Checks the base URL of a client.
 *
 * <p>A text that isn't an absolute URL is not part of the message: it may be a key that was put in the wrong place.
 */
final class BaseUrl {

    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    private BaseUrl() {}

    /** As {@link #parse(String, boolean)}, with plain HTTP only to this machine. */
    static HttpUrl parse(@Nullable String text) {
        return parse(text, false);
    }

    /**
     * Returns {@code text} as a URL whose path ends with a slash, which is what Retrofit resolves relative paths against.
     *
     * @throws IllegalArgumentException if it can't be a base URL, or would carry the key in plain text off this machine
     */
    static HttpUrl parse(@Nullable String text, boolean plaintextAllowed) {
        HttpUrl url = text == null ? null : HttpUrl.parse(text.strip());
        if (url == null) {
            throw new IllegalArgumentException(
                    "The base URL isn't an absolute http or https URL, like https://api-sandbox.featherhq.com.");
        }
        requireBare(url);
        if (!url.isHttps() && !plaintextAllowed && !isLoopback(url.host())) {
            throw new IllegalArgumentException("The base URL " + Origin.of(url)
                    + " would send the API key in plain text; use https (http is for this machine only).");
        }
        return url.encodedPath().endsWith("/")
                ? url
                : url.newBuilder().addPathSegment("").build();
    }

    private static void requireBare(HttpUrl url) {
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new IllegalArgumentException("The base URL " + Origin.of(url)
                    + " must not carry a user name or password; the API key is the only credential.");
        }
        if (url.encodedQuery() != null || url.encodedFragment() != null) {
            throw new IllegalArgumentException(
                    "The base URL " + Origin.of(url) + " must have neither a query nor a fragment.");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || LOOPBACK_V4.matcher(host).matches();
    }
}
