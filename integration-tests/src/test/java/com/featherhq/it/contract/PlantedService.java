package com.featherhq.it.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/** A service that does what {@code service.json} says, but for what is planted in it. */
final class PlantedService implements AutoCloseable {

    static final String ID = "7b2c1f0a-2f5e-4d2b-9a52-3d1f5a1c9e10";
    static final String THINGS = "/v1/things";
    static final String THING = "/v1/things/" + ID;
    static final String FAILURE = "{\"error\": \"x\", \"message\": \"do-not-print\"}";
    static final String THING_BODY = """
            {"id": "7b2c1f0a-2f5e-4d2b-9a52-3d1f5a1c9e10", "name": "do-not-print", "size": 900, "weight": 1.5, "kind": "call",
             "made_at": "2026-11-22T10:00:00Z", "opens": "09:00:00", "day": "2026-11-22", "note": null, "count": 7,
             "tags": ["a"], "attributes": {"x": 1}, "code": "ABC", "foreign": "word", "closed": {"a": 1},
             "shape": {"type": "circle", "radius": 2}}
            """;

    private static final Map<String, MockResponse> CONFORMING = Map.of(
            "/v1/health",
            json("{\"status\": \"ok\"}"),
            THINGS,
            json("{\"items\": [{\"id\": \"" + ID + "\", \"name\": \"a\"}], \"next_cursor\": null}"),
            THING,
            thing(THING_BODY),
            THING + "/owner",
            json("{\"name\": \"a\"}"),
            THING + "/notes",
            json("[{\"name\": \"a\"}]"),
            "/v1/reports",
            json("{\"total\": 3}"),
            "/v1/export",
            new MockResponse().setHeader("content-type", "text/csv").setBody("a,b\n"),
            "/v1/stream",
            new MockResponse().setHeader("content-type", "text/event-stream").setBody("data: {}\n\n"),
            "/v1/raw",
            new MockResponse());

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Deque<MockResponse>> planted = new HashMap<>();
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());

    PlantedService() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                received.add(request.getMethod() + " " + request.getPath());
                return answer(String.valueOf(request.getPath()).split("\\?", 2)[0]);
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized MockResponse answer(String path) {
        Deque<MockResponse> queue = planted.get(path);
        if (queue != null) {
            return queue.size() > 1 ? queue.remove() : queue.element();
        }
        return CONFORMING.getOrDefault(path, json(FAILURE).setResponseCode(404));
    }

    /** Answers a path with one response after the other; the last is repeated. */
    synchronized PlantedService plant(String path, MockResponse... responses) {
        planted.put(path, new ArrayDeque<>(List.of(responses)));
        return this;
    }

    /** Answers every path so. */
    PlantedService plantEverywhere(MockResponse response) {
        CONFORMING.keySet().forEach(path -> plant(path, response));
        return this;
    }

    static MockResponse conforming(String path) {
        return CONFORMING.get(path).clone();
    }

    static MockResponse json(String body) {
        return new MockResponse().setHeader("content-type", "application/json").setBody(body);
    }

    static MockResponse thing(String body) {
        return json(body).setHeader("x-request-id", "r-1");
    }

    String url() {
        return server.url("/").toString();
    }

    /** The requests so far, as in {@code GET /v1/things?limit=1}. */
    List<String> received() {
        return List.copyOf(received);
    }

    static String document() {
        try (var in = PlantedService.class.getResourceAsStream("service.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.shutdown();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
