package com.featherhq.client.http;

import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Which responses are redirects, and where they lead (RFC 9110 §15.4). 300 and 304 are none: there is nothing to follow. */
public final class Redirect {

    private Redirect() {}

    /**
     * A tag on the request of a redirect that is not followed any more: how many were.
     *
     * @param count of the redirects that were followed for this call
     */
    public record Followed(int count) {}

    /** Returns how many redirects were followed before {@code response}, if it is one too many; else 0. */
    public static int followedBefore(Response response) {
        Followed followed = response.request().tag(Followed.class);
        return followed == null ? 0 : followed.count();
    }

    /** Tells whether {@code status} is a redirect: 301, 302, 303, 307 or 308. */
    public static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /** Returns where {@code response} redirects to, or null if it doesn't, or to nothing that can be called. */
    public static @Nullable HttpUrl target(Response response) {
        String location = isRedirect(response.code()) ? response.header("Location") : null;
        return location == null ? null : response.request().url().resolve(location);
    }
}
