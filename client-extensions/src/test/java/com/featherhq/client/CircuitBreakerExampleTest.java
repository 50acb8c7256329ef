package com.featherhq.client;

import static com.featherhq.client.retry.RetryFixture.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.client.retry.RetryFixture;
import com.featherhq.client.retry.RetryFixture.Thing;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.junit.jupiter.api.Test;
import retrofit2.Call;

/** The README's example of a circuit breaker around calls; the breaker counts calls, not attempts. */
final class CircuitBreakerExampleTest {

    // README: circuit breaker
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "feather",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(4)
                    .minimumNumberOfCalls(4)
                    .failureRateThreshold(50)
                    .recordException(
                            failure -> failure instanceof TransportException || failure instanceof ServerException)
                    .build());

    <T> T guarded(FeatherClient client, Call<T> call) {
        return breaker.executeSupplier(() -> client.execute(call));
    }
    // README: end

    @Test
    void guarded_whenCallsKeepFailing_opensAndSendsNothing() throws Exception {
        try (RetryFixture retries = new RetryFixture()) {
            for (int call = 0; call < 4; call++) {
                retries.answer(503, 503, 503);
                assertThatThrownBy(() -> guarded(retries.client, retries.api.get()))
                        .isInstanceOf(ServerException.class);
            }
            assertThat(retries.requests()).isEqualTo(12);

            assertThatThrownBy(() -> guarded(retries.client, retries.api.get()))
                    .isInstanceOf(CallNotPermittedException.class)
                    .hasMessage("CircuitBreaker 'feather' is OPEN and does not permit further calls");
            assertThat(retries.requests()).isEqualTo(12);
        }
    }

    @Test
    void guarded_whenCallerIsToBlame_staysClosed() throws Exception {
        try (RetryFixture retries = new RetryFixture()) {
            for (int call = 0; call < 8; call++) {
                retries.answer(404);
                assertThatThrownBy(() -> guarded(retries.client, retries.api.put(thing())))
                        .isInstanceOf(NotFoundException.class);
            }
            retries.answer(200);

            assertThat(guarded(retries.client, retries.api.get())).isInstanceOf(Thing.class);
        }
    }
}
