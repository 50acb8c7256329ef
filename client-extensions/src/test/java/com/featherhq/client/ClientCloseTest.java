package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.featherhq.client.retry.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;
import retrofit2.Call;

/** What a closed client leaves: no running call, no thread. */
final class ClientCloseTest extends CompletionLab {

    @Test
    void close_whenACallStartsAtTheSameTime_endsIt() throws Exception {
        isSilent();
        for (int i = 0; i < 100; i++) {
            FeatherClient client = builder().build();
            Call<?> call = client.api(Api.class).get();
            CompletableFuture<Throwable> failure =
                    CompletableFuture.supplyAsync(() -> catchThrowable(() -> client.execute(call)));
            client.close();

            assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(FeatherException.class);
        }
    }

    @Test
    void execute_whenTheClientIsClosed_isUnprocessed() {
        FeatherClient client = builder().build();
        client.close();

        assertThatThrownBy(() -> client.execute(client.api(Api.class).get()))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        failure -> assertThat(failure.mayHaveBeenProcessed()).isFalse())
                .hasMessage("GET thing (Api.get) was not sent. The client is closed.");
    }

    @Test
    void clients_whenForgotten_leaveNoThreadEach() throws Exception {
        answers(new MockResponse().setResponseCode(503));
        for (int i = 0; i < 50; i++) {
            FeatherClient client = builder()
                    .retryPolicy(RetryPolicy.builder()
                            .baseDelay(Duration.ofMillis(1))
                            .build())
                    .build();
            assertThatThrownBy(() -> client.execute(client.api(Api.class).get()))
                    .isInstanceOf(ServerException.class);
        }
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("feather-timer")))
                .hasSizeLessThanOrEqualTo(1);
    }
}
