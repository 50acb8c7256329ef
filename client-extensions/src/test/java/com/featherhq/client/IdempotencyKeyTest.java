package com.featherhq.client;

import static com.featherhq.client.Servers.json;
import static com.featherhq.client.Servers.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.featherhq.client.retry.CallOptions;
import com.featherhq.client.retry.RetryPolicy;
import com.featherhq.json.IdempotencyKeyed;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.POST;

/** A body with an idempotency key is repeatable, and gets a key where none is set if the caller wants it so. */
final class IdempotencyKeyTest extends ServedTest {

    private final List<CallEvent> events = new CopyOnWriteArrayList<>();

    interface OrdersApi {
        @POST("orders")
        Call<Order> create(@Body Order order);

        @POST("orders")
        CompletableFuture<Order> createLater(@Body Order order);
    }

    static final class Order implements IdempotencyKeyed {
        String what = "tea";

        @Nullable
        String idempotency_key;

        static Order keyed(@Nullable String key) {
            Order order = new Order();
            order.idempotency_key = key;
            return order;
        }

        @Override
        public @Nullable String idempotencyKey() {
            return idempotency_key;
        }

        @Override
        public Order withIdempotencyKey(String key) {
            return keyed(key);
        }
    }

    @Override
    protected FeatherClient.Builder settings() {
        return super.settings()
                .callListener(operation -> events::add)
                .retryPolicy(RetryPolicy.builder().baseDelay(Duration.ZERO).build());
    }

    private String sentKey() {
        var key = JsonParser.parseString(taken(server).getBody().readUtf8())
                .getAsJsonObject()
                .get("idempotency_key");
        return key == null ? "none" : key.getAsString();
    }

    private static CallOptions minting() {
        return CallOptions.builder().mintIdempotencyKeys().build();
    }

    @Test
    void call_whenBodyHasAKey_isRepeatedWithIt() {
        server.enqueue(json(503, "{}"));
        server.enqueue(json(200, "{\"what\":\"tea\"}"));

        client.execute(client.api(OrdersApi.class).create(Order.keyed("k-1")));

        assertThat(List.of(sentKey(), sentKey())).containsExactly("k-1", "k-1");
        assertThat(events.get(0).idempotencyKey()).isEqualTo("k-1");
    }

    @Test
    void call_whenBodyHasNoKey_isNotRepeated() {
        server.enqueue(json(503, "{}"));

        ServerException failure = catchThrowableOfType(
                ServerException.class,
                () -> client.execute(client.api(OrdersApi.class).create(Order.keyed(" "))));

        assertThat(failure.attempts()).hasSize(1);
        assertThat(failure.idempotencyKey()).isNull();
    }

    @Test
    void mint_whenBodyHasNoKey_setsOneForAllAttemptsAndLeavesTheCallersObject() {
        server.enqueue(json(503, "{}"));
        server.enqueue(json(503, "{}"));
        server.enqueue(json(503, "{}"));
        Order order = Order.keyed(null);

        ServerException failure = catchThrowableOfType(
                ServerException.class,
                () -> client.execute(client.api(OrdersApi.class, minting()).create(order)));

        String key = sentKey();
        assertThat(UUID.fromString(key)).isNotNull();
        assertThat(List.of(sentKey(), sentKey())).containsExactly(key, key);
        assertThat(order.idempotency_key).isNull();
        assertThat(failure.idempotencyKey()).isEqualTo(key);
        assertThat(events.get(0).idempotencyKey()).isEqualTo(key);
    }

    @Test
    void mint_whenCallsAreTwo_setsTwoKeys_butACloneHasThatOfTheCall() {
        for (int i = 0; i < 3; i++) {
            server.enqueue(json(200, "{}"));
        }
        OrdersApi orders = client.api(OrdersApi.class, minting());
        Call<Order> call = orders.create(new Order());
        client.execute(call);
        client.execute(call.clone());
        orders.createLater(new Order()).join();

        String first = sentKey();
        assertThat(sentKey()).isEqualTo(first);
        assertThat(sentKey()).isNotEqualTo(first).isNotEqualTo("none");
    }

    @Test
    void mint_whenBodyHasAKey_keepsIt() {
        server.enqueue(json(200, "{}"));

        client.execute(client.api(OrdersApi.class, minting()).create(Order.keyed("mine")));

        assertThat(sentKey()).isEqualTo("mine");
    }

    @Test
    void mint_whenClientDoesSo_holdsForAllItsCallsWhateverTheirOptions() {
        server.enqueue(json(200, "{}"));
        server.enqueue(json(200, "{}"));
        CallOptions options =
                CallOptions.builder().deadline(Duration.ofSeconds(9)).build();
        try (FeatherClient minting = settings().mintIdempotencyKeys().build()) {
            minting.execute(minting.api(OrdersApi.class).create(new Order()));
            minting.execute(minting.api(OrdersApi.class, options).create(new Order()));
        }

        assertThat(sentKey()).isNotEqualTo("none").isNotEqualTo(sentKey());
    }
}
