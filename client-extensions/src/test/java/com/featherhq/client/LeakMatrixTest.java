package com.featherhq.client;

import static com.featherhq.client.Servers.json;
import static com.featherhq.client.Servers.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a key or a signed URL could get out, tried: nothing may be found by {@link LeakLab#leaks}. */
final class LeakMatrixTest {

    private static final String PATH = "/v1/things/1?sig=" + LeakLab.SIGNATURE;

    private static final String ECHO =
            "{\"error\":\"e\",\"message\":\"" + LeakLab.KEY + " and https://a.test/r?sig=" + LeakLab.SIGNATURE
                    + "\",\"detail\":[{\"loc\":[\"" + LeakLab.KEY + "\"],\"msg\":\"" + LeakLab.KEY + "\"}]}";

    private static final Map<String, Consumer<LeakLab>> SCENARIOS = scenarios();

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> matrix() throws IOException {
        return sources().entrySet().stream()
                .flatMap(source -> SCENARIOS.entrySet().stream()
                        .map(scenario -> dynamicTest(
                                source.getKey() + ": " + scenario.getKey(),
                                () -> assertThat(leaks(source.getKey(), source.getValue(), scenario.getValue(), false))
                                        .isEmpty())));
    }

    @Test
    void matrix_whenKeyIsInAnApplicationInterceptor_findsIt() throws IOException {
        UnaryOperator<FeatherClient.Builder> key = sources().get("value");
        List<String> missed = new ArrayList<>();
        for (Map.Entry<String, Consumer<LeakLab>> scenario : SCENARIOS.entrySet()) {
            String name = scenario.getKey();
            boolean goesElsewhere = name.matches("(redirect 30[178]|call|user's interceptor goes) to .*[^s]");
            if (goesElsewhere
                    && leaks("supplier", key, scenario.getValue(), true).isEmpty()) {
                missed.add(name);
            }
        }
        assertThat(missed).isEmpty();
    }

    /** Without this, a client that never sends its key would pass. */
    @Test
    void home_whenCalled_getsTheKey() throws IOException {
        for (UnaryOperator<FeatherClient.Builder> key : sources().values()) {
            try (LeakLab lab = new LeakLab(key, false, List.of(Protocol.HTTP_1_1))) {
                getWhenHomeAnswers(lab, json(200, "{}"));
                assertThat(lab.leaks()).isEmpty();
                assertThat(lab.homeGotTheKey()).isTrue();
            }
        }
    }

    private static List<String> leaks(
            String source, UnaryOperator<FeatherClient.Builder> key, Consumer<LeakLab> scenario, boolean broken)
            throws IOException {
        List<Protocol> protocols =
                source.equals("value") ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(Protocol.HTTP_1_1);
        try (LeakLab lab = new LeakLab(key, broken, protocols)) {
            answer(lab.home, json(200, "{}"));
            answer(lab.foreign, json(200, "{}"));
            answer(lab.plain, json(200, "{}"));
            scenario.accept(lab);
            return lab.leaks();
        }
    }

    private Map<String, UnaryOperator<FeatherClient.Builder>> sources() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), LeakLab.KEY + "\n");
        Map<String, UnaryOperator<FeatherClient.Builder>> sources = new LinkedHashMap<>();
        sources.put("value", builder -> builder.apiKey(LeakLab.KEY));
        sources.put("supplier", builder -> builder.apiKey(() -> LeakLab.KEY));
        sources.put("file", builder -> builder.apiKeyFile(file));
        return sources;
    }

    private static Map<String, Consumer<LeakLab>> scenarios() {
        Map<String, Consumer<LeakLab>> all = new LinkedHashMap<>();
        addAnswersOfHome(all);
        for (String target : List.of("other port", "other host", "subdomain", "no TLS")) {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                addRedirects(all, status, target);
            }
            addCalls(all, target);
        }
        all.put("proxy", lab -> {
            lab.open(lab.userHttp().proxy(lab.proxy.address()).build());
            get(lab);
            assertThat(lab.proxy.seen()).startsWith("CONNECT " + LeakLab.HOME_NAME);
        });
        return all;
    }

    private static void addAnswersOfHome(Map<String, Consumer<LeakLab>> all) {
        all.put("same host", lab -> getWhenHomeAnswers(lab, json(200, "{}")));
        for (int status : new int[] {400, 401, 403, 404, 409, 422, 429, 500, 503}) {
            MockResponse echo = json(status, ECHO).setHeader("x-request-id", LeakLab.KEY);
            all.put("same host, " + status + " that echoes", lab -> getWhenHomeAnswers(lab, echo));
        }
        String wrong = "{\"" + LeakLab.KEY + "\":\"" + LeakLab.KEY + LeakLab.SIGNATURE + "\"}";
        all.put("same host, 200 of another type", lab -> getWhenHomeAnswers(lab, json(200, wrong)));
        all.put("same host, 200 that isn't JSON", lab -> getWhenHomeAnswers(lab, json(200, wrong + LeakLab.KEY)));
        all.put(
                "same host, hangs up",
                lab -> getWhenHomeAnswers(
                        lab, new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST)));
        all.put(
                "same host, status line that echoes",
                lab -> getWhenHomeAnswers(
                        lab, new MockResponse().setStatus("HTTP/9 " + LeakLab.KEY + LeakLab.SIGNATURE)));
        all.put(
                "same host, upgrade",
                lab -> getWhenHomeAnswers(
                        lab, new MockResponse().setResponseCode(101).setHeader("Upgrade", "websocket")));
        all.put("same host, redirect within", lab -> getWhenHomeAnswers(lab, redirect(307, "/v1/things/1/")));
    }

    private static void addRedirects(Map<String, Consumer<LeakLab>> all, int status, String target) {
        String name = "redirect " + status + " to " + target;
        all.put(name, lab -> {
            lab.open(lab.userHttp().build());
            redirectedCalls(lab, status, target);
        });
        all.put(name + ", user's OkHttp follows", lab -> {
            lab.openBare(lab.userHttp().followRedirects(true).followSslRedirects(true));
            redirectedCalls(lab, status, target);
        });
        all.put(name + ", user's interceptor follows", lab -> {
            lab.open(lab.userHttp().addInterceptor(LeakMatrixTest::follow).build());
            redirectedCalls(lab, status, target);
        });
    }

    private static void addCalls(Map<String, Consumer<LeakLab>> all, String target) {
        all.put("call to " + target, lab -> {
            lab.open(lab.userHttp().build());
            lab.call(things -> things.anywhere(url(lab, target)));
        });
        all.put("download from " + target + " breaks", lab -> {
            lab.open(lab.userHttp().build());
            for (MockWebServer server : List.of(lab.home, lab.foreign, lab.plain)) {
                answer(server, json(200, ECHO).setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
            }
            lab.call(things -> things.anywhere(url(lab, target)));
        });
        all.put("user's interceptor goes to " + target, lab -> {
            HttpUrl elsewhere = HttpUrl.get(url(lab, target));
            lab.open(lab.userHttp()
                    .addInterceptor(chain -> chain.proceed(
                            chain.request().newBuilder().url(elsewhere).build()))
                    .build());
            get(lab);
        });
        all.put("web socket to " + target, lab -> {
            lab.openBare(lab.userHttp());
            lab.openWebSocket(url(lab, target));
        });
    }

    private static String url(LeakLab lab, String target) {
        return switch (target) {
            case "other port" -> "https://" + LeakLab.HOME_NAME + ":" + lab.foreign.getPort() + PATH;
            case "other host" -> "https://other.test:" + lab.foreign.getPort() + PATH;
            case "subdomain" -> "https://eu." + LeakLab.HOME_NAME + ":" + lab.home.getPort() + PATH;
            default -> "http://" + LeakLab.HOME_NAME + ":" + lab.plain.getPort() + PATH;
        };
    }

    private static void redirectedCalls(LeakLab lab, int status, String target) {
        String elsewhere = url(lab, target);
        lab.home.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return request.getPath().contains("sig=") ? json(200, "{}") : redirect(status, elsewhere);
            }
        });
        get(lab);
        lab.call(things -> things.create(Servers.text("{}")));
    }

    /** A user's interceptor that follows redirects by itself. */
    private static Response follow(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String location = response.header("Location");
        if (location == null) {
            return response;
        }
        response.close();
        return chain.proceed(chain.request().newBuilder().url(location).build());
    }

    private static void getWhenHomeAnswers(LeakLab lab, MockResponse response) {
        lab.open(lab.userHttp().build());
        answer(lab.home, response);
        get(lab);
    }

    private static void get(LeakLab lab) {
        lab.call(things -> things.get("1"));
    }

    private static void answer(MockWebServer server, MockResponse response) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return response;
            }
        });
    }
}
