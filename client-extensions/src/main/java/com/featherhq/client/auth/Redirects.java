package com.featherhq.client.auth;

import com.featherhq.client.http.Hop;
import com.featherhq.client.http.Redirect;
import com.featherhq.client.http.RepeatableBody;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Follows redirects within the origin of the base URL, at most 20 as OkHttp does; any other is handed back as it is.
 *
 * <p>307 and 308 repeat the method and the body, 303 becomes a GET (RFC 9110 §15.4). 301 and
 * 302 are followed only for GET and HEAD: turning a write into a read, as browsers do, would end in a 200 with nothing
 * written, and repeating it might write twice.
 */
final class Redirects {

    static final int MOST_HOPS = 20;

    private final Origin origin;
    private final AuthInterceptor auth;
    private final Hop hop;

    Redirects(Origin origin, AuthInterceptor auth, Hop hop) {
        this.auth = auth;
        this.origin = origin;
        this.hop = hop;
    }

    Response proceed(Interceptor.Chain chain, Request first) throws IOException {
        Request request = first;
        Response response = hop(chain, request);
        for (int followed = 0; followed < MOST_HOPS; followed++) {
            Request next = next(request, response);
            if (next == null) {
                return response;
            }
            response.close();
            request = next;
            response = hop(chain, request);
        }
        return next(request, response) == null ? response : marked(response);
    }

    /** One redirect too many is the answer, as a circle of them would go on for ever. */
    private static Response marked(Response response) {
        Request request = response.request()
                .newBuilder()
                .tag(Redirect.Followed.class, new Redirect.Followed(MOST_HOPS))
                .build();
        return response.newBuilder().request(request).build();
    }

    private Response hop(Interceptor.Chain chain, Request request) throws IOException {
        Response response = isWebSocket(request) ? auth.handshake(chain, request) : hop.send(chain, request);
        return hop.delivered(chain.call(), response);
    }

    private @Nullable Request next(Request request, Response response) {
        HttpUrl target = Redirect.target(response);
        if (target == null || !origin.contains(request.url()) || !origin.contains(target)) {
            return null;
        }
        if (!keepsMethod(response.code(), request)) {
            return response.code() == 303 ? asGet(request, target) : null;
        }
        return RepeatableBody.isRepeatable(request)
                ? request.newBuilder().url(target).build()
                : null;
    }

    private static boolean keepsMethod(int status, Request request) {
        return status == 307 || status == 308 || isRead(request);
    }

    private static boolean isWebSocket(Request request) {
        return "websocket".equalsIgnoreCase(request.header("Upgrade"));
    }

    private static boolean isRead(Request request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private static Request asGet(Request request, HttpUrl target) {
        return request.newBuilder()
                .url(target)
                .get()
                .removeHeader("Content-Type")
                .removeHeader("Content-Length")
                .removeHeader("Transfer-Encoding")
                .build();
    }
}
