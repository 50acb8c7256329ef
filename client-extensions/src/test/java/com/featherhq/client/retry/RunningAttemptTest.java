package com.featherhq.client.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the caller is told of an attempt stays true, whatever OkHttp's thread does afterwards. */
final class RunningAttemptTest {

    @ParameterizedTest(name = "abandoned before it was sent: {0}")
    @ValueSource(booleans = {false, true})
    void attempt_whenAbandoned_isSentOnlyIfItWasBefore(boolean before) throws Exception {
        try (MockWebServer server = new MockWebServer();
                RetryFixture fixture = new RetryFixture()) {
            server.enqueue(RetryFixture.ok());
            retrofit2.Call<RetryFixture.Thing> owner = fixture.api.get();
            RunningAttempt<RetryFixture.Thing> attempt = new RunningAttempt<>(owner, owner.clone(), 1, 0, 0, null);
            OkHttpClient http = new OkHttpClient.Builder()
                    .addNetworkInterceptor(chain -> {
                        if (before) {
                            attempt.abandon();
                        }
                        Response response = Recovery.transmit(chain, chain.request(), attempt);
                        attempt.abandon();
                        return response;
                    })
                    .build();
            Call call = http.newCall(new Request.Builder().url(server.url("/")).build());

            Throwable failure = catchThrowable(() -> call.execute().close());

            assertThat(failure == null).isEqualTo(!before);
            assertThat(attempt.isSent()).isEqualTo(!before);
            assertThat(server.getRequestCount()).isEqualTo(before ? 0 : 1);
        }
    }
}
