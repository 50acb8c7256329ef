package com.featherhq.client;

import static com.featherhq.client.Servers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.featherhq.client.auth.Origin;
import com.featherhq.client.retry.Attempt;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.Retrofit;

final class CallExecutionTest extends ServedTest {

    @Test
    void execute_whenSuccessful_returnsTheValue() {
        server.enqueue(json(200, "{\"a\":1}"));

        assertThat(client.execute(things.get("1"))).isEqualTo(Map.of("a", 1));
    }

    @Test
    void execute_whenDeclaredWithoutValue_returnsNull() {
        server.enqueue(new MockResponse().setResponseCode(204));

        assertThat(client.execute(things.delete("1"))).isNull();
    }

    @Test
    void execute_whenCallWasMadeBefore_isRefused() {
        server.enqueue(json(200, "{}"));
        Call<?> call = things.get("1");
        client.execute(call);

        assertThatThrownBy(() -> client.execute(call))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "GET v1/things/{id} (ThingsApi.get) was executed before; a call is for one use, make it again"
                                + " or clone() it.");
        assertThatThrownBy(() -> client.executeAsync(call)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void execute_whenArgumentCannotBeSent_throwsWhatRetrofitThrows() {
        assertThatThrownBy(() -> client.execute(things.get(null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Path parameter \"id\" value must not be null.");
    }

    @Test
    void execute_whenCallIsOfAnotherRetrofit_worksWithoutAttempts() {
        Retrofit plain = new Retrofit.Builder().baseUrl(server.url("/")).build();
        server.enqueue(json(404, "{\"error\":\"not_found\",\"message\":\"No\"}"));

        assertThatThrownBy(() -> client.execute(plain.create(ThingsApi.class).delete("1")))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("DELETE v1/things/{id} (ThingsApi.delete) was answered 404 not_found: No.")
                .satisfies(failure ->
                        assertThat(((FeatherException) failure).attempts()).isEmpty());
    }

    @Test
    void execute_whenCallOfAnotherRetrofitBreaks_assumesTheWorst() {
        Retrofit plain = new Retrofit.Builder().baseUrl(server.url("/")).build();
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));

        assertThatThrownBy(() -> client.execute(plain.create(ThingsApi.class).delete("1")))
                .isInstanceOf(TransportException.class)
                .hasMessage("DELETE v1/things/{id} (ThingsApi.delete) got no complete response from "
                        + Origin.of(server.url("/")) + " (IOException). The service may have processed it.");
    }

    @Test
    void executeForResponse_whenSuccessful_givesAllOfIt() {
        server.enqueue(json(201, "{\"a\":1}").setHeader("x-request-id", "r-1").setHeader("x-more", "2"));

        ApiResponse<Map<String, Integer>> response = client.executeForResponse(things.get("1"));

        assertThat(response.value()).isEqualTo(Map.of("a", 1));
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().get("x-more")).isEqualTo("2");
        assertThat(response.requestId()).isEqualTo("r-1");
        assertThat(response.attempts()).extracting(Attempt::statusCode).containsExactly(201);
        assertThat(response).hasToString("ApiResponse[statusCode=201, requestId=r-1, attempts=1]");
    }

    @Test
    void executeForResponse_whenNoSuccess_throws() {
        server.enqueue(json(403, ""));

        assertThatThrownBy(() -> client.executeForResponse(things.get("1")))
                .isInstanceOf(ForbiddenException.class)
                .hasMessage("GET v1/things/{id} (ThingsApi.get) was answered 403 with an empty body (1 attempt).");
    }

    @Test
    void executeAsync_whenSuccessful_completes() throws Exception {
        server.enqueue(json(200, "[\"x\"]"));

        assertThat(client.executeAsync(things.list()).get(5, TimeUnit.SECONDS)).isEqualTo(List.of("x"));
    }

    @Test
    void executeAsync_whenNoSuccess_completesWithTheSameException() {
        server.enqueue(json(404, "{\"error\":\"e\"}"));

        assertThatThrownBy(() -> client.executeAsync(things.list()).get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(NotFoundException.class)
                .hasMessage("GET v1/things (ThingsApi.list) was answered 404: e (1 attempt).");
    }

    @Test
    void executeAsync_whenConnectionBreaks_completesWithTransportException() {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));

        assertThatThrownBy(() -> client.executeAsync(things.list()).get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(TransportException.class);
    }

    @Test
    void executeAsync_whenFutureIsCancelled_cancelsTheCall() {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        Call<List<String>> call = things.list();
        CompletableFuture<List<String>> future = client.executeAsync(call);

        assertThat(future.cancel(true)).isTrue();
        assertThat(future.cancel(true)).isTrue();

        assertThat(call.isCanceled()).isTrue();
        assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void executeAsync_whenDerivedFutureIsCancelled_cancelsTheCall() {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        Call<List<String>> call = things.list();
        CompletableFuture<List<String>> future = client.executeAsync(call);

        future.thenApply(List::size).thenAccept(size -> {}).cancel(false);

        assertThat(call.isCanceled()).isTrue();
        assertThatThrownBy(() -> future.get(5, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(CallCancelledException.class)
                .hasMessage("GET v1/things (ThingsApi.list) was cancelled (1 attempt).");
    }

    @Test
    void executeAsync_whenFutureTimesOut_cancelsTheCall() {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        Call<List<String>> call = things.list();

        assertThatThrownBy(() -> client.executeAsync(call)
                        .orTimeout(10, TimeUnit.MILLISECONDS)
                        .get(5, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(TimeoutException.class);
        await().until(call::isCanceled);
    }

    @Test
    void executeAsync_whenCompletedByOthers_cancelsTheCall() {
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
        Call<List<String>> call = things.list();

        client.executeAsync(call).complete(List.of());

        assertThat(call.isCanceled()).isTrue();
    }
}
