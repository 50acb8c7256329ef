package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.retry.CallOptions;
import com.featherhq.client.retry.Confirmation;
import com.featherhq.client.retry.RetryBudget;
import com.featherhq.client.retry.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;

/** Each message is stored exactly once, by a server that loses its answers at every byte, and crashes. */
@Timeout(120)
final class ExactlyOnceTest {

    private static final int RUNS = 5_000;
    private static final int AT_ONCE = 16;

    /** The answer to a message of the longest id has that many bytes before its last one. */
    private static final int ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n".length()
                    + "{\"id\":\"m-4999\"}".length();

    interface MessagesApi {
        @POST("messages")
        Call<Message> send(@Body Message message);

        @GET("messages/{id}")
        Call<Message> get(@Path("id") String id);
    }

    static final class Message {
        String id = "";
    }

    private static FeatherClient client(MessageServer server) {
        return FeatherClient.builder()
                .apiKey(Servers.KEY)
                .baseUrl(server.url())
                .retryBudget(RetryBudget.ofRetries(1_000_000))
                .retryPolicy(RetryPolicy.builder()
                        .maxAttempts(200)
                        .baseDelay(Duration.ofMillis(1))
                        .maxDelay(Duration.ofMillis(20))
                        .build())
                .build();
    }

    private static Message message(int run) {
        Message message = new Message();
        message.id = "m-" + run;
        return message;
    }

    private static Confirmation<Message> confirmation(Message found, Throwable failure) {
        Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
        if (cause == null) {
            return Confirmation.done(found);
        }
        return cause instanceof NotFoundException ? Confirmation.notDone() : Confirmation.unknown();
    }

    @Test
    void send_whenAnswersAreLost_storesEachMessageOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try (MessageServer server = new MessageServer(1);
                FeatherClient client = client(server)) {
            List<Future<Message>> sent = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                Message message = message(run);
                sent.add(callers.submit(() -> send(client, message)));
            }
            for (int run = 0; run < RUNS; run++) {
                assertThat(sent.get(run).get().id).isEqualTo("m-" + run);
            }
            assertOnce(server);
        } finally {
            callers.shutdownNow();
        }
    }

    private static Message send(FeatherClient client, Message message) {
        CallOptions options = CallOptions.builder()
                .confirm(Message.class, () -> {
                    try {
                        return confirmation(
                                client.execute(client.api(MessagesApi.class).get(message.id)), null);
                    } catch (FeatherException e) {
                        return confirmation(message, e);
                    }
                })
                .build();
        return client.execute(client.api(MessagesApi.class, options).send(message));
    }

    @Test
    void sendAsync_whenAnswersAreLost_storesEachMessageOnce() throws Exception {
        Semaphore room = new Semaphore(AT_ONCE);
        try (MessageServer server = new MessageServer(2);
                FeatherClient client = client(server)) {
            List<CompletableFuture<Message>> sent = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                room.acquire();
                sent.add(sendAsync(client, message(run)).whenComplete((message, failure) -> room.release()));
            }
            for (int run = 0; run < RUNS; run++) {
                assertThat(sent.get(run).get(60, TimeUnit.SECONDS).id).isEqualTo("m-" + run);
            }
            assertOnce(server);
        }
    }

    private static CompletableFuture<Message> sendAsync(FeatherClient client, Message message) {
        CallOptions options = CallOptions.builder()
                .confirmAsync(
                        Message.class,
                        () -> client.executeAsync(client.api(MessagesApi.class).get(message.id))
                                .handle(ExactlyOnceTest::confirmation))
                .build();
        return client.executeAsync(client.api(MessagesApi.class, options).send(message));
    }

    private static void assertOnce(MessageServer server) {
        assertThat(server.stored).hasSize(RUNS);
        assertThat(server.stored.values()).containsOnly(1);
        assertThat(server.cutAt).containsAll(IntStream.range(0, ANSWER).boxed().toList());
        assertThat(server.crashes).hasPositiveValue();
    }
}
