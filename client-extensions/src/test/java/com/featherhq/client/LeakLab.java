package com.featherhq.client;

import com.featherhq.client.auth.ApiKeyAuth;
import com.featherhq.client.retry.RetryPolicy;
import com.featherhq.json.FeatherJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Retrofit;

/**
 * Servers that the key belongs to and doesn't belong to, a client that watches itself in every way a user can, and the
 * search for secrets in all that came out.
 */
final class LeakLab implements AutoCloseable {

    static final String KEY = "fth_live_k3y-0f-th3-l34k-t3st";
    static final String SIGNATURE = "s1gn4tur3-0f-th3-url";
    static final String HOME_NAME = "api.feather.test";

    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(1).build();
    private static final HandshakeCertificates SERVER = new HandshakeCertificates.Builder()
            .heldCertificate(new HeldCertificate.Builder()
                    .addSubjectAlternativeName(HOME_NAME)
                    .addSubjectAlternativeName("*." + HOME_NAME)
                    .addSubjectAlternativeName("other.test")
                    .signedBy(AUTHORITY)
                    .build())
            .build();
    private static final HandshakeCertificates CLIENT = new HandshakeCertificates.Builder()
            .addTrustedCertificate(AUTHORITY.certificate())
            .build();

    /** What the servers log is none of the client's business, and they would log every request that breaks. */
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    static {
        SERVER_LOG.setLevel(Level.OFF);
    }

    /** The server that the key belongs to. */
    final MockWebServer home = new MockWebServer();

    /** Another port of it, and other hosts. */
    final MockWebServer foreign = new MockWebServer();

    /** The same host without TLS. */
    final MockWebServer plain = new MockWebServer();

    final RecordingProxy proxy = new RecordingProxy();

    /** What our types say: neither key nor signed URL may be in it. */
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    /** What OkHttp and Retrofit show a user: URLs are, the key may not be in it. */
    private final Queue<String> shown = new ConcurrentLinkedQueue<>();

    private boolean homeGotTheKey;
    private final LogCapture okHttpLog = new LogCapture("okhttp3", Level.ALL);
    private final LogCapture ownLog = new LogCapture("com.featherhq", Level.ALL);
    private final UnaryOperator<FeatherClient.Builder> key;
    private final boolean broken;
    private FeatherClient client;
    private ThingsApi things;
    private OkHttpClient webSockets;

    /** Makes a lab whose client gets its key by {@code key}; a broken one puts it into an application interceptor. */
    LeakLab(UnaryOperator<FeatherClient.Builder> key, boolean broken, List<Protocol> protocols) throws IOException {
        this.key = key;
        this.broken = broken;
        home.useHttps(SERVER.sslSocketFactory(), false);
        foreign.useHttps(SERVER.sslSocketFactory(), false);
        home.setProtocols(protocols);
        home.start();
        foreign.start();
        plain.start();
    }

    String homeUrl(String path) {
        return "https://" + HOME_NAME + ":" + home.getPort() + path;
    }

    /** An OkHttp client as a user would set it up, with interceptors of both kinds that record all they see. */
    OkHttpClient.Builder userHttp() {
        return new OkHttpClient.Builder()
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .sslSocketFactory(CLIENT.sslSocketFactory(), CLIENT.trustManager())
                .readTimeout(Duration.ofSeconds(2))
                .addInterceptor(this::watch)
                .addNetworkInterceptor(this::watch);
    }

    private Response watch(Interceptor.Chain chain) throws IOException {
        shown.add(chain.request() + " " + chain.request().headers().toMultimap() + chain.call());
        Response response = chain.proceed(chain.request());
        show(response);
        return response;
    }

    private void show(Response response) {
        for (Response next = response; next != null; next = next.networkResponse()) {
            shown.add(next.request() + " " + next.request().headers().toMultimap());
        }
        for (Response next = response.priorResponse(); next != null; next = next.priorResponse()) {
            show(next);
        }
    }

    /** Makes the client, on {@code http}. */
    void open(OkHttpClient http) {
        FeatherClient.Builder builder = FeatherClient.builder()
                .baseUrl(homeUrl("/"))
                .httpClient(http)
                .retryPolicy(RetryPolicy.builder()
                        .maxAttempts(2)
                        .baseDelay(Duration.ofMillis(1))
                        .build())
                .callListener(CallListener.ofAttempts((operation, attempt) -> {
                    said.add(operation + " " + attempt);
                    record(attempt.failure());
                }))
                .callListener(operation -> event -> {
                    said.add(operation + " " + event + event.attempts());
                    record(event.failure());
                });
        client = key.apply(builder).build();
        things = broken ? on(http.newBuilder().addInterceptor(LeakLab::addKey)) : client.api(ThingsApi.class);
        said.add(List.<Object>of(builder, client, things).toString());
    }

    private static Response addKey(Interceptor.Chain chain) throws IOException {
        return chain.proceed(
                chain.request().newBuilder().header("x-api-key", KEY).build());
    }

    /** As {@link #open}, with calls that go through {@code http} and our interceptors alone: OkHttp follows redirects. */
    void openBare(OkHttpClient.Builder http) {
        open(userHttp().build());
        ApiKeyAuth.builder()
                .apiKey(KEY)
                .baseUrl(homeUrl("/"))
                .build()
                .install(http)
                .followRedirects(true)
                .followSslRedirects(true);
        things = broken ? things : on(http);
        webSockets = http.build();
    }

    private ThingsApi on(OkHttpClient.Builder http) {
        return new Retrofit.Builder()
                .baseUrl(homeUrl("/"))
                .client(http.build())
                .addConverterFactory(FeatherJson.converterFactory())
                .build()
                .create(ThingsApi.class);
    }

    /** Tries a web socket, which is an upgrade of a GET, and waits until it has failed. */
    void openWebSocket(String url) {
        CountDownLatch failed = new CountDownLatch(1);
        Request request = new Request.Builder().url(url).build();
        webSockets.newWebSocket(request, new WebSocketListener() {
            @Override
            public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
                failed.countDown();
            }
        });
        Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> failed.getCount() == 0);
    }

    /** Makes a call in every way and records what comes of it. */
    void call(Function<ThingsApi, Call<?>> operation) {
        Call<?> call = operation.apply(things);
        said.add(String.valueOf(call));
        recorded(() -> client.executeForResponse(operation.apply(things)));
        recorded(() -> client.executeAsync(operation.apply(things)).get(10, TimeUnit.SECONDS));
        recorded(() -> {
            retrofit2.Response<?> response = call.execute();
            show(response.raw());
            return response;
        });
    }

    private void recorded(Callable<?> call) {
        try {
            Object result = call.call();
            (result instanceof ApiResponse ? said : shown).add(String.valueOf(result));
        } catch (Exception e) {
            record(e);
        }
    }

    /** The text with causes and suppressed exceptions, and the serialised form. */
    private void record(Throwable failure) {
        if (failure == null) {
            return;
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        said.add(trace.toString());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        } catch (IOException e) {
            said.add("Not serialisable: " + e);
        }
        said.add(bytes.toString(StandardCharsets.ISO_8859_1));
    }

    /** Returns a line for each place where a secret came out. */
    List<String> leaks() {
        List<String> leaks = new ArrayList<>();
        requests(foreign).forEach(request -> search("wire of another port or host", request, leaks, KEY));
        requests(plain).forEach(request -> search("wire without TLS", request, leaks, KEY));
        requests(home).stream()
                .filter(request -> !request.contains("\nto " + HOME_NAME + ":"))
                .forEach(request -> search("wire of another host on the same port", request, leaks, KEY));
        search("wire of the proxy", proxy.seen(), leaks, KEY);
        okHttpLog.details().forEach(line -> search("log of OkHttp", line, leaks, KEY));
        shown.forEach(output -> search("view of a user's interceptor", output, leaks, KEY));
        ownLog.details().forEach(line -> search("log", line, leaks, KEY, SIGNATURE));
        said.forEach(output -> search("text of our types", output, leaks, KEY, SIGNATURE));
        return leaks;
    }

    /** Whether the server that the key belongs to has got it; known after {@link #leaks}. */
    boolean homeGotTheKey() {
        return homeGotTheKey;
    }

    private List<String> requests(MockWebServer server) {
        List<String> requests = new ArrayList<>();
        for (int count = server.getRequestCount(); count > 0; count--) {
            RecordedRequest request = Servers.taken(server);
            homeGotTheKey |= server == home && KEY.equals(request.getHeader("x-api-key"));
            requests.add(request.getRequestLine() + "\nto " + host(request) + "\n"
                    + request.getHeaders().toMultimap() + request.getBody().readUtf8());
        }
        return requests;
    }

    private static String host(RecordedRequest request) {
        String authority = request.getHeader(":authority");
        return authority == null ? request.getHeader("Host") : authority;
    }

    private static void search(String place, String text, List<String> leaks, String... secrets) {
        for (String secret : secrets) {
            if (text.contains(secret)) {
                leaks.add(secret + " in the " + place + ": " + shortened(text, secret));
            }
        }
    }

    private static String shortened(String text, String secret) {
        int at = text.indexOf(secret);
        return text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 60));
    }

    @Override
    public void close() throws IOException {
        client.close();
        proxy.close();
        home.close();
        foreign.close();
        plain.close();
        okHttpLog.close();
        ownLog.close();
    }
}
