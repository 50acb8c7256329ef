package com.featherhq.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A response of the mock, and the ways in which it can be sent. */
final class MockedResponse {

    private final int status;
    private final String contentType;
    private final byte[] body;

    MockedResponse(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    static MockedResponse json(int status, String contentType, JsonElement body) {
        return new MockedResponse(status, contentType, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The service's error body. */
    static MockedResponse error(int status, String error, String message) {
        JsonObject body = new JsonObject();
        body.addProperty("error", error);
        body.addProperty("message", message);
        return json(status, "application/json", body);
    }

    static MockedResponse error(int status) {
        return status == 429
                ? error(status, "rate_limited", "too many requests")
                : error(status, "internal_error", "planted by the test");
    }

    void send(HttpExchange exchange) throws IOException {
        head(exchange);
        exchange.getResponseBody().write(body);
    }

    /** Parks the exchange's own thread; closing the mock ends the wait. */
    void sendAfter(HttpExchange exchange, Duration delay) throws IOException {
        long until = System.nanoTime() + delay.toNanos();
        while (System.nanoTime() < until && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Math.min(until - System.nanoTime(), TimeUnit.SECONDS.toNanos(1)));
        }
        send(exchange);
    }

    /** Announces the whole body, sends half of it and lets the exchange end. */
    void sendHalf(HttpExchange exchange) throws IOException {
        head(exchange);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
    }

    private void head(HttpExchange exchange) throws IOException {
        if (!contentType.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    }
}
