package com.featherhq.client.retry;

import com.featherhq.client.ClientAccess;
import com.featherhq.client.FeatherClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.Header;
import retrofit2.http.POST;

/**
 * Many calls against a {@link ChaosServer}, half of them GET and half POST, and what became of them. From the command line: how
 * many synchronous calls, how many asynchronous ones, how many of those at a time, and a seed.
 */
final class Chaos implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofSeconds(1);

    private static final int THREADS = 16;

    interface Api {
        @GET("thing")
        Call<RetryFixture.Thing> get(@Header("x-call") int call);

        @POST("thing")
        Call<RetryFixture.Thing> post(@Header("x-call") int call, @Body RetryFixture.Thing thing);
    }

    final ChaosServer server;
    final AtomicIntegerArray told;
    final AtomicIntegerArray unprocessed;
    final AtomicInteger timeouts = new AtomicInteger();
    final AtomicInteger hangs = new AtomicInteger();
    final AtomicLong latestNanos = new AtomicLong();
    final AtomicLong noiseNanos = new AtomicLong();
    final Map<String, AtomicInteger> ends = new ConcurrentHashMap<>();
    private final FeatherClient client;
    private final OkHttpClient http;
    private final Api api;
    private volatile boolean over;

    Chaos(long seed, int calls) throws IOException {
        server = new ChaosServer(seed, calls);
        told = new AtomicIntegerArray(calls);
        unprocessed = new AtomicIntegerArray(calls);
        http = ClientAccess.http()
                .dns(name -> List.of(loopback(9), loopback(1)))
                .build();
        FeatherClient.Builder builder = FeatherClient.builder()
                .apiKey("fth_test_1")
                .baseUrl("http://localhost:" + server.port())
                .httpClient(http)
                .retryBudget(RetryBudget.ofRetries(1_000_000))
                .retryPolicy(RetryPolicy.builder()
                        .attemptTimeout(Duration.ofMillis(300))
                        .deadline(DEADLINE)
                        .baseDelay(Duration.ofMillis(2))
                        .build());
        ClientAccess.retries(builder).onAttempt(this::attemptEnded);
        client = builder.build();
        api = client.api(Api.class);
    }

    /** At the first of the two nobody listens. */
    private static InetAddress loopback(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private void attemptEnded(Call<?> call, Attempt attempt) {
        Request request = call.request();
        int id = Integer.parseInt(String.valueOf(request.header("x-call")));
        int bit = 1 << attempt.number();
        told.getAndAccumulate(id, bit, (a, b) -> a | b);
        if (!attempt.mayHaveBeenProcessed()) {
            unprocessed.getAndAccumulate(id, bit, (a, b) -> a | b);
        }
        if (TimeLimitException.isTimeout(attempt.failure())) {
            timeouts.incrementAndGet();
        }
    }

    private Call<RetryFixture.Thing> call(int id) {
        return isPost(id) ? api.post(id, RetryFixture.thing()) : api.get(id);
    }

    static boolean isPost(int id) {
        return id % 2 == 1;
    }

    /** Makes the calls of these numbers on some threads. */
    void sync(int from, int to) throws InterruptedException {
        AtomicInteger next = new AtomicInteger(from);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(WireServer.daemon(() -> {
                for (int id = next.getAndIncrement(); id < to; id = next.getAndIncrement()) {
                    long start = System.nanoTime();
                    try {
                        client.execute(call(id));
                        ended(start, null);
                    } catch (RuntimeException e) {
                        ended(start, e);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Makes the calls of these numbers, so many at a time. */
    void async(int from, int to, int atATime) throws InterruptedException {
        Semaphore places = new Semaphore(atATime);
        CountDownLatch left = new CountDownLatch(to - from);
        for (int id = from; id < to; id++) {
            if (!places.tryAcquire(1, TimeUnit.MINUTES)) {
                break; // All of them hang.
            }
            long start = System.nanoTime();
            CompletableFuture<?> unused = client.executeAsync(call(id)).whenComplete((value, failure) -> {
                ended(start, failure);
                places.release();
                left.countDown();
            });
        }
        left.await(1, TimeUnit.MINUTES);
        hangs.addAndGet((int) left.getCount());
    }

    private void ended(long start, @Nullable Throwable failure) {
        latestNanos.accumulateAndGet(System.nanoTime() - start - DEADLINE.toNanos(), Math::max);
        Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
        String name = cause == null ? "success" : cause.getClass().getSimpleName();
        ends.computeIfAbsent(name, first -> new AtomicInteger()).incrementAndGet();
    }

    /** How late this machine is for something that needs no more than a moment. */
    void watchNoise() {
        WireServer.daemon(() -> {
            while (!over) {
                long due = System.nanoTime() + 1_000_000;
                LockSupport.parkNanos(1_000_000);
                noiseNanos.accumulateAndGet(System.nanoTime() - due, Math::max);
            }
        });
    }

    /** Ends the client, and lets the server read what is left. */
    void settle() throws InterruptedException {
        over = true;
        client.close();
        ClientAccess.close(http);
        server.awaitEnd();
    }

    private static int bits(AtomicIntegerArray of, int call, int mask) {
        return Integer.bitCount(of.get(call) & mask);
    }

    /** What was told, what was seen of that, and what was not; and what would be wrong. */
    Map<String, Integer> account() {
        Map<String, Integer> sums = new TreeMap<>();
        for (int call = 0; call < told.length(); call++) {
            int seen = server.seen.get(call);
            int both = told.get(call) & seen;
            sums.merge("attempts told", bits(told, call, ~0), Integer::sum);
            sums.merge("seen of these", Integer.bitCount(both), Integer::sum);
            sums.merge("unseen of these", bits(told, call, ~seen), Integer::sum);
            sums.merge(
                    "unseen and told as perhaps processed",
                    bits(told, call, ~seen & ~unprocessed.get(call)),
                    Integer::sum);
            sums.merge("seen and not told", bits(server.seen, call, ~told.get(call)), Integer::sum);
            sums.merge(
                    "acted on, told as unprocessed",
                    bits(server.actedAttempts, call, unprocessed.get(call)),
                    Integer::sum);
            sums.merge("requests of no attempt", call == 0 ? server.untold.get() : 0, Integer::sum);
            sums.merge("POST acted on twice", isPost(call) && server.acted.get(call) > 1 ? 1 : 0, Integer::sum);
        }
        return sums;
    }

    @Override
    public void close() throws IOException {
        over = true;
        client.close();
        server.close();
    }

    public static void main(String[] arguments) throws Exception {
        int sync = Integer.parseInt(arguments[0]);
        int async = Integer.parseInt(arguments[1]);
        long start = System.nanoTime();
        try (Chaos chaos = new Chaos(Long.parseLong(arguments[3]), sync + async)) {
            chaos.watchNoise();
            chaos.sync(0, sync);
            System.out.printf(Locale.ROOT, "sync: latest %.1f ms after the deadline%n", chaos.latestNanos.get() / 1e6);
            chaos.latestNanos.set(Long.MIN_VALUE);
            chaos.async(sync, sync + async, Integer.parseInt(arguments[2]));
            System.out.printf(Locale.ROOT, "async: latest %.1f ms after the deadline%n", chaos.latestNanos.get() / 1e6);
            chaos.settle();
            System.out.printf(Locale.ROOT, "scheduler noise: %.1f ms at worst%n", chaos.noiseNanos.get() / 1e6);
            System.out.println("hangs: " + chaos.hangs + ", ends: " + chaos.ends + ", timeouts: " + chaos.timeouts
                    + ", connections reset unread: " + chaos.server.unread);
            chaos.account().forEach((what, count) -> System.out.println(what + ": " + count));
            System.out.println((System.nanoTime() - start) / 1_000_000_000 + " s");
        }
    }
}
