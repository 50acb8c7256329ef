package com.featherhq.client.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.featherhq.client.CallEvent;
import com.featherhq.client.CallListener;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.Servers;
import com.featherhq.client.TransportException;
import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.ratelimit.RateLimitListener;
import com.featherhq.client.ratelimit.RateLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import retrofit2.Call;
import retrofit2.http.GET;

final class FeatherAutoConfigurationTest {

    interface ThingsApi {
        @GET("v1/things")
        Call<Map<String, Integer>> list();
    }

    private final MockWebServer server = new MockWebServer();
    private ApplicationContextRunner bare;
    private ApplicationContextRunner runner;

    @BeforeEach
    void start() throws IOException {
        server.start();
        bare = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(FeatherAutoConfiguration.class))
                .withPropertyValues("feather.base-url=" + server.url("/"));
        runner = bare.withPropertyValues("feather.api-key=fth_test_1");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static Map<String, Integer> list(FeatherClient client) {
        return client.execute(client.api(ThingsApi.class).list());
    }

    @Test
    void client_whenPropertiesAreSet_callsWithThemAndIsClosedWithTheContext() {
        server.enqueue(Servers.json(503, "{}"));
        List<FeatherClient> clients = new ArrayList<>();
        runner.withPropertyValues("feather.retry.max-attempts=1").run(context -> {
            clients.add(context.getBean(FeatherClient.class));
            assertThat(catchThrowable(() -> list(clients.get(0)))).hasMessageContaining("503");
        });

        assertThat(Servers.taken(server).getHeader("x-api-key")).isEqualTo("fth_test_1");
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(catchThrowable(() -> list(clients.get(0))))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("The client is closed.");
    }

    @Test
    void client_whenTheKeyIsInAFile_readsIt(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "fth_test_file\n");
        server.enqueue(Servers.json(200, "{\"a\":1}"));
        bare.withPropertyValues("feather.api-key-file=" + key, "feather.api-key=")
                .run(context -> {
                    assertThat(list(context.getBean(FeatherClient.class))).containsEntry("a", 1);
                });

        assertThat(Servers.taken(server).getHeader("x-api-key")).isEqualTo("fth_test_file");
    }

    @Test
    void client_whenTheTeamHasItsOwn_isTheirs() {
        FeatherClient own = Servers.client(server).build();
        bare.withBean(FeatherClient.class, () -> own)
                .run(context -> assertThat(context).getBean(FeatherClient.class).isSameAs(own));
    }

    @Test
    void client_whenSwitchedOff_isNotThere() {
        bare.withPropertyValues("feather.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FeatherClient.class));
    }

    private static FailureAnalysis analysisOf(Throwable failure) {
        return new FeatherConfigurationException.Analyzer().analyze(failure);
    }

    @Test
    void client_whenTheKeyIsMissing_saysWhatToSet() {
        bare.run(context -> {
            FailureAnalysis analysis = analysisOf(context.getStartupFailure());
            assertThat(analysis.getDescription())
                    .isEqualTo(
                            "The Feather client 'default' can't be made: the property 'feather.api-key' is not set.");
            assertThat(analysis.getAction())
                    .isEqualTo("Set feather.api-key (or api-key-file; as an environment variable FEATHER_API_KEY), or"
                            + " feather.enabled=false if the application has no use for it.");
        });
    }

    @Test
    void client_whenTheUrlIsMissing_saysWhatToSet() {
        runner.withPropertyValues("feather.base-url=")
                .run(context -> assertThat(
                                analysisOf(context.getStartupFailure()).getAction())
                        .startsWith("Set feather.base-url (such as https://api-sandbox.featherhq.com), or"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    feather.base-url              | http://example.com | The base URL http://example.com would send the API key in plain text; use https (http is for this machine only).
                    feather.api-key               | a b                | The API key given to the builder can't be sent: its character 2 of 3 is a space, a control character or not ASCII. Check that only the key was copied.
                    feather.api-key-file          | /nowhere/key       | there is also feather.api-key, and a client has one key.
                    feather.read-timeout          | -1s                | timeout < 0
                    feather.retry.max-attempts    | 0                  | maxAttempts counts the first try, so at least 1, not 0
                    feather.retry.deadline        | -1s                | deadline must be between zero and 365 days, but is PT-1S
                    feather.retry.budget          | -1                 | retries must be between 0 and 100,000,000, but is -1
                    feather.clients.eu.retry.max-delay | -1s           | maxDelay must be between zero and 365 days, but is PT-1S
                    """)
    void client_whenAPropertyCannotBeUsed_namesIt(String property, String value, String problem) {
        runner.withPropertyValues(property + "=" + value)
                .run(context -> assertThat(
                                analysisOf(context.getStartupFailure()).getDescription())
                        .isEqualTo("The property '" + property + "' can't be used: " + problem));
    }

    @Test
    void client_whenRateLimited_hasMetricsOfIt() {
        server.enqueue(Servers.json(200, "{}"));
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues("feather.rate-limit.per-minute=6000", "feather.rate-limit.bulk-share=0.25")
                .run(context -> {
                    list(context.getBean(FeatherClient.class));
                    assertThat(context).hasSingleBean(RateLimitListener.class);
                    assertThat(context.getBean(MeterRegistry.class)
                                    .get("feather.ratelimit.wait")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                });
        runner.withPropertyValues("feather.rate-limit.per-minute=6000", "feather.rate-limit.bulk-share=2")
                .run(context -> assertThat(
                                analysisOf(context.getStartupFailure()).getDescription())
                        .startsWith("The property 'feather.rate-limit.bulk-share' can't be used: "));
    }

    @Test
    void client_whenTheTeamHasALimiter_usesThatOne() {
        server.enqueue(Servers.json(200, "{}"));
        List<String> asked = new ArrayList<>();
        RateLimiter limiter = RateLimiter.builder(6_000)
                .listener(new RateLimitListener() {
                    @Override
                    public void reserved(Lane lane, Duration waitTime, boolean shared) {
                        asked.add(lane.name());
                    }
                })
                .build();
        runner.withBean(RateLimiter.class, () -> limiter).run(context -> list(context.getBean(FeatherClient.class)));

        assertThat(asked).containsExactly("INTERACTIVE");
    }

    @Test
    void client_whenObserved_isInTheRegistryAndTellsTheListeners() {
        server.enqueue(Servers.json(200, "{}"));
        TestObservationRegistry registry = TestObservationRegistry.create();
        List<String> told = new ArrayList<>();
        runner.withBean(ObservationRegistry.class, () -> registry)
                .withBean(CallListener.class, () -> operation -> event -> told.add(operation.name()))
                .withBean(
                        FeatherClientCustomizer.class,
                        () -> builder -> builder.callListener(
                                operation -> event -> told.add("customized " + event.statusCode())))
                .withPropertyValues("feather.strict-responses=true", "feather.adaptive-throttling=true")
                .run(context -> list(context.getBean(FeatherClient.class)));

        TestObservationRegistryAssert.assertThat(registry)
                .hasNumberOfObservationsWithNameEqualTo("feather.client.requests", 1);
        assertThat(told).containsExactlyInAnyOrder("ThingsApi.list", "customized 200");
    }

    @Test
    void client_whenObservationsAreOff_isNotInTheRegistry() {
        server.enqueue(Servers.json(200, "{}"));
        TestObservationRegistry registry = TestObservationRegistry.create();
        runner.withBean(ObservationRegistry.class, () -> registry)
                .withPropertyValues("feather.observations.enabled=false")
                .run(context -> list(context.getBean(FeatherClient.class)));

        TestObservationRegistryAssert.assertThat(registry).doesNotHaveAnyObservation();
    }

    @Test
    void client_whenNothingOptionalIsThere_works() {
        server.enqueue(Servers.json(200, "{}"));
        runner.withClassLoader(new FilteredClassLoader(
                        "io.micrometer",
                        "org.springframework.boot.actuate",
                        "org.springframework.boot.health",
                        "org.springframework.web",
                        "org.springframework.http"))
                .run(context -> list(context.getBean(FeatherClient.class)));

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    static final class Uses {

        @Autowired
        FeatherClient plain;

        @Autowired
        @Qualifier("eu")
        FeatherClient eu;

        @Autowired
        Map<String, FeatherClient> all;
    }

    @Test
    void clients_whenNamed_areInjectedByQualifierAndInheritWhatIsNotTheirs() {
        server.enqueue(Servers.json(200, "{}"));
        server.enqueue(Servers.json(503, "{}"));
        runner.withPropertyValues("feather.clients.eu.api-key=fth_test_eu", "feather.retry.max-attempts=1")
                .withBean(FeatherClientCustomizer.class, () -> new FeatherClientCustomizer() {
                    @Override
                    public void customize(FeatherClient.Builder builder) {
                        builder.callListener(operation -> new CallListener.OngoingCall() {
                            @Override
                            public Map<String, String> headers() {
                                return Map.of("region", "eu");
                            }

                            @Override
                            public void callEnded(CallEvent event) {}
                        });
                    }

                    @Override
                    public boolean appliesTo(String client) {
                        return client.equals("eu");
                    }
                })
                .withBean(Uses.class)
                .run(context -> {
                    Uses uses = context.getBean(Uses.class);
                    list(uses.plain);
                    assertThat(catchThrowable(() -> list(uses.eu))).hasMessageContaining("(1 attempt)");
                });

        assertThat(Servers.taken(server).getHeaders().toMultimap())
                .containsEntry("x-api-key", List.of("fth_test_1"))
                .doesNotContainKey("region");
        assertThat(Servers.taken(server).getHeaders().toMultimap())
                .containsEntry("x-api-key", List.of("fth_test_eu"))
                .containsEntry("region", List.of("eu"));
    }

    @Test
    void clients_whenOnlyNamedOnesHaveKeys_thereIsNoOther() {
        bare.withPropertyValues("feather.clients.eu.api-key=fth_test_eu", "feather.clients.us.api-key=fth_test_us")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBeanNamesForType(FeatherClient.class))
                            .containsExactlyInAnyOrder("euFeatherClient", "usFeatherClient");
                });
    }

    @Test
    void clients_whenThereAreConnectionDetails_allUseThem() {
        server.enqueue(Servers.json(200, "{}"));
        bare.withPropertyValues("feather.clients.eu.base-url=https://api.example.com")
                .withBean(FeatherConnectionDetails.class, () -> new FeatherConnectionDetails() {
                    @Override
                    public String baseUrl() {
                        return server.url("/").toString();
                    }

                    @Override
                    public String apiKey() {
                        return "fth_test_details";
                    }
                })
                .run(context -> list(context.getBean("euFeatherClient", FeatherClient.class)));

        assertThat(Servers.taken(server).getHeader("x-api-key")).isEqualTo("fth_test_details");
    }

    @Test
    void health_whenCallsFail_isDown() {
        for (int i = 0; i < 3; i++) {
            server.enqueue(Servers.json(503, "{}"));
        }
        runner.withPropertyValues("feather.retry.max-attempts=1").run(context -> {
            HealthIndicator health = context.getBean("featherHealthIndicator", HealthIndicator.class);
            assertThat(health.health().getStatus().getCode()).isEqualTo("UNKNOWN");
            for (int i = 0; i < 3; i++) {
                Throwable unused = catchThrowable(() -> list(context.getBean(FeatherClient.class)));
            }
            assertThat(health.health().getStatus().getCode()).isEqualTo("DOWN");
            assertThat(health.health().getDetails()).containsOnlyKeys("default");
        });
        runner.withPropertyValues("management.health.feather.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("featherHealthIndicator"));
        runner.withPropertyValues("management.health.defaults.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("featherHealthIndicator"));
    }

    @ParameterizedTest
    @CsvSource({
        "feather.api-key, true",
        "feather.apiKey, true",
        "FEATHER_API_KEY, true",
        "feather.clients.eu.api-key, true",
        "FEATHER_CLIENTS_EU_APIKEY, true",
        "feather.api-key-file, false",
        "other.api-key, false"
    })
    void key_whenAnEndpointShowsValues_isMasked(String property, boolean masked) {
        runner.run(context -> {
            SanitizableData data =
                    context.getBean(SanitizingFunction.class).apply(new SanitizableData(null, property, "fth_test_1"));
            assertThat(data.getValue()).isEqualTo(masked ? SanitizableData.SANITIZED_VALUE : "fth_test_1");
            assertThat(context.getBean(FeatherProperties.class).toString()).doesNotContain("fth_test_1");
        });
    }
}
