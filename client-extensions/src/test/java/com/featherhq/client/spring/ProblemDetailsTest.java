package com.featherhq.client.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.FeatherException;
import com.featherhq.client.ServedTest;
import com.featherhq.client.Servers;
import com.featherhq.client.ThingsApi;
import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.ratelimit.RateLimiter;
import java.time.Duration;
import java.util.Map;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

final class ProblemDetailsTest extends ServedTest {

    private ResponseEntity<ProblemDetail> problem(FeatherClient caller) {
        FeatherException failure = catchThrowableOfType(
                FeatherException.class,
                () -> caller.execute(caller.api(ThingsApi.class).get("p-secret")));
        return new ProblemDetails().problem(failure);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    404 | 404 | What was asked for doesn't exist at the Feather service.
                    409 | 409 | The Feather service refused the change because of the state that the object is in.
                    422 | 422 | The Feather service found the request invalid.
                    401 | 500 | This application isn't allowed to make the call to the Feather service.
                    403 | 500 | This application isn't allowed to make the call to the Feather service.
                    429 | 503 | Too many calls to the Feather service; try again later.
                    400 | 502 | The Feather service could not be reached, or did not answer as it should.
                    503 | 502 | The Feather service could not be reached, or did not answer as it should.
                    """)
    void problem_ofAnAnswer_quotesNothingOfIt(int answered, int status, String detail) {
        server.enqueue(Servers.json(answered, "{\"error\":\"e\",\"message\":\"p-secret\"}")
                .setHeader("x-request-id", "r-1")
                .setHeader("Retry-After", "7"));

        ResponseEntity<ProblemDetail> problem = problem(client);

        assertThat(problem.getStatusCode().value()).isEqualTo(status);
        assertThat(problem.getBody().getStatus()).isEqualTo(status);
        assertThat(problem.getBody().getDetail()).isEqualTo(detail);
        assertThat(problem.getBody().getProperties())
                .isEqualTo(Map.of("operation", "ThingsApi.get", "requestId", "r-1"));
        assertThat(problem.getHeaders().getFirst("Retry-After")).isEqualTo(answered == 429 ? "7" : null);
    }

    @Test
    void problem_whenThereIsNoAnswerInTime_isAGatewayTimeout() {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        try (FeatherClient hasty =
                Servers.client(server).readTimeout(Duration.ofMillis(50)).build()) {
            assertThat(problem(hasty).getStatusCode().value()).isEqualTo(504);
        }
    }

    @Test
    void problem_whenTheClientHoldsTheCallBack_saysWhenToTryAgain() {
        RateLimiter limiter = RateLimiter.builder(1).burst(1).build();
        limiter.reserve(Lane.INTERACTIVE, 2, Duration.ofDays(1));
        try (FeatherClient limited = Servers.client(server).rateLimiter(limiter).build()) {
            ResponseEntity<ProblemDetail> problem = problem(limited);

            assertThat(problem.getStatusCode().value()).isEqualTo(503);
            assertThat(Long.parseLong(problem.getHeaders().getFirst("Retry-After")))
                    .isPositive();
        }
    }

    @Test
    void advice_whenThereIsNoWebApplication_isNotThere() {
        AutoConfigurations ours = AutoConfigurations.of(FeatherAutoConfiguration.class);
        String[] properties = {
            "feather.api-key=fth_test_1",
            "feather.base-url=https://api.example.com",
            "feather.problem-details.enabled=true"
        };
        new ApplicationContextRunner()
                .withConfiguration(ours)
                .withPropertyValues(properties)
                .run(context -> assertThat(context).doesNotHaveBean(ProblemDetails.class));
    }
}
