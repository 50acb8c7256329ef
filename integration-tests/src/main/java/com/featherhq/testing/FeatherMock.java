package com.featherhq.testing;

import com.featherhq.testing.MockedOperations.MockedOperation;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The API as a mock in this virtual machine, for the tests of applications: it listens on a free loopback port and answers
 * every operation of the document that the client was built from with a body that conforms to it. Needs no Node.js.
 *
 * <p>Requests without the header {@code x-api-key} are answered with 401, but where the operation takes no key. Playback
 * URLs lead to the mock itself, which serves {@value #AUDIO_BYTES} bytes and understands ranges. Faults are planted one by
 * one; each hits one request. Thread-safe.
 */
public final class FeatherMock implements AutoCloseable {

    /** The size of every recording, in bytes. */
    public static final int AUDIO_BYTES = 32_000;

    private static final String DOCUMENT = "openapi.json";

    private final HttpServer server;
    private final MockedOperations operations;
    private final ExecutorService threads = Executors.newCachedThreadPool(FeatherMock::daemon);
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, JsonElement> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private FeatherMock(JsonObject document) throws IOException {
        this.operations = new MockedOperations(document);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.createContext(MockedAudio.PATH, new MockedAudio(AUDIO_BYTES)::serve);
        server.start();
    }

    /**
     * Starts a mock of the document that the client was built from.
     *
     * @throws UncheckedIOException if no port can be had
     */
    public static FeatherMock start() {
        try (Reader document = new InputStreamReader(
                Objects.requireNonNull(FeatherMock.class.getResourceAsStream(DOCUMENT)), StandardCharsets.UTF_8)) {
            return new FeatherMock(JsonParser.parseReader(document).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException("the mock can't be started", e);
        }
    }

    /**
     * Starts a mock of another OpenAPI 3.1 document, in JSON.
     *
     * @throws UncheckedIOException if it can't be read, or no port can be had
     */
    public static FeatherMock start(Path document) {
        try (Reader text = Files.newBufferedReader(document)) {
            return new FeatherMock(JsonParser.parseReader(text).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException("a mock of " + document + " can't be started", e);
        }
    }

    /** Returns where it listens, {@code http://127.0.0.1:} with the port and a slash; what the client's {@code baseUrl} takes. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Lets something go wrong with the next requests to operations, one fault for each, in this order. */
    public FeatherMock plant(Fault... next) {
        faults.addAll(List.of(next));
        return this;
    }

    /**
     * Answers an operation with another body from now on.
     *
     * @param operation method and path template, as in {@code GET /v1/things/{thing_id}}
     * @throws IllegalArgumentException if the document has no such operation, or {@code json} is no JSON
     */
    public FeatherMock answer(String operation, String json) {
        if (operations.byLine(operation) == null) {
            throw new IllegalArgumentException("The document has no operation " + operation + ".");
        }
        try {
            answers.put(operation, JsonParser.parseString(json));
        } catch (com.google.gson.JsonParseException e) {
            throw new IllegalArgumentException("The answer to " + operation + " is no JSON.", e);
        }
        return this;
    }

    /** Returns the requests to operations so far, each as method and path without query: {@code GET /v1/things}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Stops listening and cuts the connections. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            exchange.getRequestBody().readAllBytes();
            MockedOperation operation = operations.find(exchange.getRequestMethod(), path);
            if (operation == null) {
                MockedResponse.error(404, "not_found", "no such operation").send(exchange);
            } else if (!operation.open() && exchange.getRequestHeaders().getFirst("x-api-key") == null) {
                MockedResponse.error(401, "authentication_required", "x-api-key is missing")
                        .send(exchange);
            } else {
                answer(exchange, operation, faults.poll());
            }
        }
    }

    private void answer(
            HttpExchange exchange, MockedOperation operation, @org.jspecify.annotations.Nullable Fault fault)
            throws IOException {
        if (fault == null) {
            response(operation, "").send(exchange);
            return;
        }
        switch (fault.kind()) {
            case ERROR -> MockedResponse.error(fault.status()).send(exchange);
            case SLOW -> response(operation, "").sendAfter(exchange, fault.delay());
            case TRUNCATED -> response(operation, "").sendHalf(exchange);
            case EXPIRED_URL -> response(operation, MockedAudio.EXPIRED).send(exchange);
        }
    }

    private MockedResponse response(MockedOperation operation, String signature) {
        if (!operation.hasBody()) {
            return new MockedResponse(operation.status(), "", new byte[0]);
        }
        JsonElement given = answers.get(operation.line());
        JsonElement body = given == null ? operation.body().deepCopy() : given;
        if (given == null && operation.template().endsWith("/playback-url") && body instanceof JsonObject playback) {
            MockedAudio.describe(playback, baseUrl(), signature, AUDIO_BYTES);
        }
        return MockedResponse.json(operation.status(), operation.contentType(), body);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "feather-mock");
        thread.setDaemon(true);
        return thread;
    }
}
