package com.featherhq.client.auth;

import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A tag on the request of a 401: the source couldn't give its newest key, which is likely why.
 *
 * @param text a sentence without a key
 */
record KeyProblem(String text) {

    /** Returns {@code response}, with {@code text} noted if there is one. */
    static Response noted(@Nullable String text, Response response) {
        return text == null
                ? response
                : response.newBuilder()
                        .request(response.request()
                                .newBuilder()
                                .tag(KeyProblem.class, new KeyProblem(text))
                                .build())
                        .build();
    }
}
