package com.featherhq.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The API as a mock in this virtual machine, for the tests of applications: it listens on a free loopback port and answers every operation
 * of the document with what the document says. Needs no Node.js. Thread-safe.
 *
 * <pre>{@code
 * try (FeatherMock mock = FeatherMock.start()) {
 *     mock.on("GET /v1/things/{thing_id}").reply(Reply.json("{\"status\":\"processing\"}"), Reply.documented());
 *     mock.next(Reply.serverError(503), Reply.reset());
 *     // … run what is tested with mock.baseUrl() …
 *     mock.received("GET /v1/things/{thing_id}").with("thing_id", "7").times(4);
 * }
 * }</pre>
 *
 * <p>A request without key is answered with 401. What the document forbids (a value of the wrong type, an unknown query parameter, a
 * missing property) is answered with 422 as FastAPI does, and a reply that the document doesn't allow is refused when it is set up; {@link
 * Builder#lenient()} switches both off. Bodies that are not JSON are not checked. Playback URLs lead to the mock itself, which serves {@value
 * #AUDIO_BYTES} bytes and ranges of them.
 */
public final class FeatherMock implements AutoCloseable {

    /** The size of every recording, in bytes. */
    public static final int AUDIO_BYTES = 32_000;

    private static final String DOCUMENT = "openapi.json";

    private final MockServer server;
    private final MockedOperations operations;
    private final MockedAudio audio = new MockedAudio(AUDIO_BYTES);
    private final ReplyCheck replyCheck;
    private final RequestCheck requestCheck;
    private final String keyHeader;
    private final Set<String> keys;
    private final boolean lenient;
    private final @Nullable MockTls tls;
    private final Queue<Reply> next = new ConcurrentLinkedQueue<>();
    private final Deque<Stub> stubs = new ConcurrentLinkedDeque<>();
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Latency latency = () -> Duration.ZERO;

    private FeatherMock(Builder builder) {
        try {
            String text = builder.document == null ? bundledDocument() : Files.readString(builder.document);
            JsonObject document = JsonParser.parseString(text).getAsJsonObject();
            DocumentSchemas schemas = new DocumentSchemas(text);
            operations = new MockedOperations(document);
            replyCheck = new ReplyCheck(schemas, builder.lenient);
            requestCheck = new RequestCheck(schemas);
            keyHeader = keyHeader(document);
            keys = Set.copyOf(builder.keys);
            lenient = builder.lenient;
            tls = builder.tls ? MockTls.create() : null;
            server = new MockServer(this::answer, tls == null ? null : tls.context());
        } catch (IOException e) {
            throw new UncheckedIOException("The mock can't be started: " + e.getMessage(), e);
        }
    }

    /**
     * Starts a mock of the document that the client was built from.
     *
     * @throws UncheckedIOException if no port can be had
     */
    public static FeatherMock start() {
        return builder().start();
    }

    /** Returns a builder: the client's own document, strict, any key, plain HTTP. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns where it listens, {@code http://127.0.0.1:} with the port and a slash; what the client's {@code baseUrl} takes. */
    public String baseUrl() {
        return server.baseUrl();
    }

    /**
     * Returns the socket factory of clients that trust this mock alone; for {@code OkHttpClient.Builder.sslSocketFactory}.
     *
     * @throws IllegalStateException if the mock doesn't speak TLS
     */
    public SSLSocketFactory sslSocketFactory() {
        return requiredTls().trusting().getSocketFactory();
    }

    /**
     * Returns the trust manager beside {@link #sslSocketFactory()}.
     *
     * @throws IllegalStateException if the mock doesn't speak TLS
     */
    public X509TrustManager trustManager() {
        return requiredTls().trustManager();
    }

    private MockTls requiredTls() {
        if (tls == null) {
            throw new IllegalStateException("The mock speaks plain HTTP; start it with builder().tls().");
        }
        return tls;
    }

    /**
     * Returns a new stub of an operation; it is asked before earlier ones.
     *
     * @param operation method and path template, as in {@code GET /v1/things/{thing_id}}
     * @throws IllegalArgumentException if the document has no such operation
     */
    public Stub on(String operation) {
        Stub stub = new Stub(operation(operation), replyCheck);
        stubs.addFirst(stub);
        return stub;
    }

    /** Answers the next requests with these, one each, whichever operation they are for, before any stub is asked. */
    public FeatherMock next(Reply... replies) {
        next.addAll(List.of(replies));
        return this;
    }

    /** Delays every answer of an operation. Default: none. */
    public FeatherMock latency(Latency latency) {
        this.latency = Objects.requireNonNull(latency, "latency");
        return this;
    }

    /** Returns the requests to the API so far, without those to the mocked storage, in the order in which they came. */
    public List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    /**
     * Returns the requests to an operation, to assert on.
     *
     * @param operation method and path template
     * @throws IllegalArgumentException if the document has no such operation
     */
    public ReceivedRequests received(String operation) {
        return new ReceivedRequests(requests(), operation(operation).line());
    }

    /** Forgets stubs, replies, latency and requests, for the next test. */
    public void reset() {
        next.clear();
        stubs.clear();
        requests.clear();
        latency = () -> Duration.ZERO;
    }

    /** Stops listening and cuts the connections. */
    @Override
    public void close() {
        server.close();
    }

    private MockedOperation operation(String line) {
        MockedOperation operation = operations.byLine(line);
        if (operation == null) {
            throw new IllegalArgumentException("The document has no operation " + line + ".");
        }
        return operation;
    }

    private Reply answer(MockServer.Request request) throws IOException {
        if (request.rawPath.startsWith(MockedAudio.PATH)) {
            return audio.serve(request, keyHeader);
        }
        MockedOperations.Found found = operations.find(request.method, request.rawPath);
        ReceivedRequest received = received(request, found);
        requests.add(received);
        Reply reply = reply(request, received, found == null ? null : found.operation());
        ReplyEntity.pause(latency.next().plus(reply.delay()));
        return reply;
    }

    private static ReceivedRequest received(MockServer.Request request, MockedOperations.@Nullable Found found) {
        String path = URLDecoder.decode(request.rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
        return new ReceivedRequest(
                request.method,
                path,
                found == null ? request.method + " " + path : found.operation().line(),
                found == null ? Map.of() : found.pathParameters(),
                request.query,
                request.headers,
                request.body);
    }

    private Reply reply(MockServer.Request request, ReceivedRequest received, @Nullable MockedOperation operation) {
        if (operation == null) {
            return Reply.notFound();
        }
        if (!operation.open() && !isKnown(request.header(keyHeader))) {
            return Reply.unauthorized();
        }
        Reply planned = next.poll();
        if (planned == null && !lenient) {
            planned = requestCheck.refusal(operation, received).orElse(null);
        }
        return filled(operation, planned == null ? stubbed(operation, received) : planned);
    }

    private boolean isKnown(@Nullable String key) {
        return key != null && !key.isEmpty() && (keys.isEmpty() || keys.contains(key));
    }

    private Reply stubbed(MockedOperation operation, ReceivedRequest received) {
        for (Stub stub : stubs) {
            Reply reply = stub.next(operation, received);
            if (reply != null) {
                return reply;
            }
        }
        return Reply.documented();
    }

    private Reply filled(MockedOperation operation, Reply reply) {
        MockedOperation.Success success = operation.success();
        byte[] body = success.bytes();
        if (reply.isDocumented() && MockedAudio.isSignedUrl(success.body())) {
            JsonObject signed = success.body().getAsJsonObject().deepCopy();
            audio.describe(signed, baseUrl(), reply.hasExpiredUrl());
            body = signed.toString().getBytes(StandardCharsets.UTF_8);
        }
        return reply.filled(success.status(), success.contentType(), body);
    }

    private static String keyHeader(JsonObject document) {
        if (document.get("components") instanceof JsonObject components
                && components.get("securitySchemes") instanceof JsonObject schemes) {
            for (String name : schemes.keySet()) {
                JsonObject scheme = schemes.getAsJsonObject(name);
                if (scheme.has("in") && scheme.get("in").getAsString().equals("header")) {
                    return scheme.get("name").getAsString();
                }
            }
        }
        return "x-api-key";
    }

    private static String bundledDocument() throws IOException {
        try (InputStream in = Objects.requireNonNull(FeatherMock.class.getResourceAsStream(DOCUMENT))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Builds a {@link FeatherMock}. Not thread-safe. */
    public static final class Builder {

        private @Nullable Path document;
        private Set<String> keys = Set.of();
        private boolean lenient;
        private boolean tls;

        private Builder() {}

        /** Sets another OpenAPI 3.1 document, in JSON. Default: the one that the client was built from. */
        public Builder document(Path document) {
            this.document = document;
            return this;
        }

        /** Accepts these keys only; others get 401. Default: any key. */
        public Builder apiKeys(String... keys) {
            this.keys = Set.of(keys);
            return this;
        }

        /** Answers requests that the document forbids, and accepts replies that it doesn't allow. Default: strict. */
        public Builder lenient() {
            lenient = true;
            return this;
        }

        /** Speaks HTTPS with a certificate of its own; see {@link FeatherMock#sslSocketFactory()}. Default: plain HTTP. */
        public Builder tls() {
            tls = true;
            return this;
        }

        /**
         * Starts the mock.
         *
         * @throws UncheckedIOException if the document can't be read, or no port can be had
         */
        public FeatherMock start() {
            return new FeatherMock(this);
        }
    }
}
