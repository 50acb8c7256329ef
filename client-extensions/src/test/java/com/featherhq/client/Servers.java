package com.featherhq.client;

import com.featherhq.client.retry.RetryPolicy;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okio.BufferedSink;

/** What the tests over real sockets share. */
public final class Servers {

    public static final String KEY = "fth_test_1";

    private Servers() {}

    /** A client of {@code server} that makes one attempt. */
    public static FeatherClient.Builder client(MockWebServer server) {
        return FeatherClient.builder()
                .apiKey(KEY)
                .baseUrl(server.url("/").toString())
                .retryPolicy(RetryPolicy.none());
    }

    public static MockResponse json(int status, String body) {
        return new MockResponse()
                .setResponseCode(status)
                .setHeader("Content-Type", "application/json")
                .setBody(body);
    }

    public static MockResponse redirect(int status, String location) {
        return new MockResponse().setResponseCode(status).setHeader("Location", location);
    }

    /** The next request that {@code server} got; fails if it got none. */
    public static RecordedRequest taken(MockWebServer server) {
        try {
            RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("The server got no request.");
            }
            return request;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public static RequestBody text(String text) {
        return RequestBody.create(text, MediaType.get("application/json"));
    }

    public static RequestBody oneShot(String text) {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return MediaType.get("application/json");
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.writeUtf8(text);
            }

            @Override
            public boolean isOneShot() {
                return true;
            }
        };
    }
}
