package com.featherhq.bench;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.streams.EventStream;
import com.featherhq.client.streams.ServerSentEvent;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import retrofit2.Call;
import retrofit2.http.GET;
import retrofit2.http.Streaming;

/** Events a second, and with {@code -prof gc} bytes per event, of a stream of 20,000, beside okhttp-sse. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamBenchmark {

    private static final int EVENTS = 20_000;
    private static final String EVENT =
            "event: delta\nid: 1234\ndata: {\"text\":\"a few words of a reply\",\"index\":12}\n\n";

    private LoopbackServer server;
    private OkHttpClient http;
    private FeatherClient client;
    private StreamsApi api;
    private Request request;

    /** In the shape of the generated interfaces. */
    interface StreamsApi {
        @Streaming
        @GET("stream")
        Call<ResponseBody> stream();
    }

    @Setup
    public void open() throws IOException {
        server = new LoopbackServer("200 OK", "Content-Type: text/event-stream\r\n", EVENT.repeat(EVENTS));
        http = new OkHttpClient();
        client = FeatherClient.builder()
                .apiKey("fth_bench")
                .baseUrl(server.url())
                .httpClient(http)
                .build();
        api = client.api(StreamsApi.class);
        request = new Request.Builder().url(server.url() + "stream").build();
    }

    @TearDown
    public void close() throws IOException {
        client.close();
        server.close();
        http.dispatcher().executorService().shutdown();
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void feather(Blackhole blackhole) {
        try (EventStream events = client.stream(api.stream())) {
            events.forEach(blackhole::consume);
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void featherAsync(Blackhole blackhole) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        client.streamAsync(api.stream()).subscribe(new Subscriber(blackhole, over));
        over.await();
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void okHttpSse(Blackhole blackhole) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        EventSources.createFactory(http).newEventSource(request, new Consumer(blackhole, over));
        over.await();
    }

    private static final class Consumer extends EventSourceListener {

        private final Blackhole blackhole;
        private final CountDownLatch over;

        Consumer(Blackhole blackhole, CountDownLatch over) {
            this.blackhole = blackhole;
            this.over = over;
        }

        @Override
        public void onEvent(EventSource source, String id, String type, String data) {
            blackhole.consume(id);
            blackhole.consume(type);
            blackhole.consume(data);
        }

        @Override
        public void onClosed(EventSource source) {
            over.countDown();
        }

        @Override
        public void onFailure(EventSource source, Throwable failure, Response response) {
            throw new IllegalStateException(failure);
        }
    }

    private record Subscriber(Blackhole blackhole, CountDownLatch over) implements Flow.Subscriber<ServerSentEvent> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ServerSentEvent event) {
            blackhole.consume(event);
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public void onComplete() {
            over.countDown();
        }
    }
}
