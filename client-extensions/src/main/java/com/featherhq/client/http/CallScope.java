package com.featherhq.client.http;

import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Headers for one call that is made on this thread, and the response that came: so that a part can be asked for of whatever a
 * generated call answers. It is for synchronous calls, whose interceptors run on the calling thread. Confined to that thread.
 */
public final class CallScope {

    private static final ThreadLocal<@Nullable CallScope> CURRENT = new ThreadLocal<>();

    private final HttpUrl url;
    private final Headers headers;
    private @Nullable Response response;

    /**
     * Makes the scope of one call.
     *
     * @param url that of the call, which tells it from calls that are made meanwhile, as by a supplier of keys
     * @param headers what the requests of its attempts get, in place of what is there
     */
    public CallScope(HttpUrl url, Headers headers) {
        this.url = url;
        this.headers = headers;
    }

    /** Runs an action that makes the call. */
    public <T> T run(Supplier<T> action) {
        CallScope outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return action.get();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** Returns the last response as it was before it was converted; null if none came. */
    public @Nullable Response response() {
        return response;
    }

    /** For hops: returns the request with the headers of its call's scope, if it has one. */
    public static Request addTo(Call call, Request request) {
        CallScope scope = CURRENT.get();
        if (scope == null || !scope.url.equals(call.request().url())) {
            return request;
        }
        Request.Builder changed = request.newBuilder();
        scope.headers.names().forEach(name -> changed.header(name, String.valueOf(scope.headers.get(name))));
        return changed.build();
    }

    /** For hops: tells the scope of the call, if it has one, what came. Returns {@code response}. */
    public static Response note(Call call, Response response) {
        CallScope scope = CURRENT.get();
        if (scope != null && scope.url.equals(call.request().url())) {
            scope.response = response;
        }
        return response;
    }
}
