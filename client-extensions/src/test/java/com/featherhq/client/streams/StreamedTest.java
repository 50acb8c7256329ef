package com.featherhq.client.streams;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.retry.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import retrofit2.Call;

/** A server that a test answers by hand, and a client of it. */
abstract class StreamedTest {

    static final StreamOptions UNTIL_COMPLETE =
            StreamOptions.builder().terminalEvents("complete").build();
    static final RetryPolicy QUICK =
            RetryPolicy.builder().baseDelay(Duration.ofMillis(1)).build();

    EventServer server;
    FeatherClient client;
    TurnsApi turns;

    @BeforeEach
    final void startServer() throws IOException {
        server = new EventServer();
        client = FeatherClient.builder()
                .apiKey("fth_test_1")
                .baseUrl(server.url())
                .retryPolicy(QUICK)
                .build();
        turns = client.api(TurnsApi.class);
    }

    @AfterEach
    final void stopServer() throws IOException {
        client.close();
        server.close();
    }

    Call<ResponseBody> post() {
        return turns.send(RequestBody.create("{}", null));
    }

    static List<String> types(EventStream events) {
        List<String> types = new ArrayList<>();
        events.forEach(event -> types.add(event.type()));
        return types;
    }
}
