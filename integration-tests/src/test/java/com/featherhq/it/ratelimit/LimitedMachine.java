package com.featherhq.it.ratelimit;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.ratelimit.RateLimitListener;
import com.featherhq.client.ratelimit.RateLimiter;
import com.featherhq.client.redis.RedisLimitStore;
import com.featherhq.client.retry.CallOptions;
import com.google.gson.JsonElement;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;
import retrofit2.http.GET;
import retrofit2.http.Query;

/**
 * One machine of {@link SharedRateLimitIT}: does what it reads from its input, a line at a time, and writes what it finds.
 * {@code lanes 4 60 200} keeps 60 bulk calls in flight and 4 that are interactive, each 200 ms after the one before it;
 * {@code report} tells and forgets.
 */
final class LimitedMachine implements RateLimitListener {

    interface Api {
        @GET("thing")
        Call<JsonElement> get(@Query("machine") String machine);
    }

    private final String name;
    private final Api interactive;
    private final Api bulk;
    private final AtomicInteger wantedInteractive = new AtomicInteger();
    private final AtomicInteger wantedBulk = new AtomicInteger();
    private final AtomicInteger runningInteractive = new AtomicInteger();
    private final AtomicInteger runningBulk = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger local = new AtomicInteger();
    private final AtomicInteger back = new AtomicInteger();
    private final Queue<Long> waits = new ConcurrentLinkedQueue<>();
    private volatile Duration pauseBetween = Duration.ZERO;

    private LimitedMachine(String url, String redis, String name) {
        this.name = name;
        RateLimiter limiter = RateLimiter.builder(SharedRateLimitIT.LIMIT)
                .sharedBy(RedisLimitStore.of(client(redis).connect().async(), "proof"))
                .listener(this)
                .build();
        FeatherClient client = FeatherClient.builder()
                .apiKey("fth_test")
                .baseUrl(url)
                .rateLimiter(limiter)
                .build();
        interactive = client.api(Api.class);
        bulk = client.api(Api.class, CallOptions.builder().lane(Lane.BULK).build());
    }

    /** Lettuce waits up to 30 s before it connects again, unless told otherwise. */
    private static RedisClient client(String redis) {
        Delay aSecond = Delay.constant(Duration.ofSeconds(1));
        return RedisClient.create(
                ClientResources.builder().reconnectDelay(aSecond).build(), RedisURI.create(redis));
    }

    public static void main(String[] arguments) throws IOException {
        LimitedMachine machine = new LimitedMachine(arguments[0], arguments[1], arguments[2]);
        System.out.println("ready");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            machine.obey(line.split(" ", -1));
        }
    }

    private void obey(String... words) {
        if (words[0].equals("report")) {
            System.out.println(report());
            return;
        }
        pauseBetween = Duration.ofMillis(Long.parseLong(words[3]));
        wantedInteractive.set(Integer.parseInt(words[1]));
        wantedBulk.set(Integer.parseInt(words[2]));
        fill(interactive, wantedInteractive, runningInteractive);
        fill(bulk, wantedBulk, runningBulk);
    }

    private String report() {
        Long[] sorted = waits.toArray(new Long[0]);
        waits.clear();
        Arrays.sort(sorted);
        long p99 = sorted.length == 0 ? 0 : sorted[sorted.length * 99 / 100];
        return failures.getAndSet(0) + " " + p99 + " " + sorted.length + " " + local.getAndSet(0) + " "
                + back.getAndSet(0);
    }

    private void fill(Api api, AtomicInteger wanted, AtomicInteger running) {
        while (running.get() < wanted.get()) {
            running.incrementAndGet();
            call(api, wanted, running);
        }
    }

    private void call(Api api, AtomicInteger wanted, AtomicInteger running) {
        api.get(name).enqueue(new Callback<>() {
            @Override
            public void onResponse(Call<JsonElement> call, Response<JsonElement> response) {
                if (!response.isSuccessful()) {
                    System.err.println(name + ": status " + response.code());
                    failures.incrementAndGet();
                }
                next(api, wanted, running);
            }

            @Override
            public void onFailure(Call<JsonElement> call, Throwable failure) {
                System.err.println(name + ": " + failure);
                failures.incrementAndGet();
                next(api, wanted, running);
            }
        });
    }

    private void next(Api api, AtomicInteger wanted, AtomicInteger running) {
        if (running.get() > wanted.get()) {
            running.decrementAndGet();
        } else if (api == interactive && !pauseBetween.isZero()) {
            CompletableFuture.delayedExecutor(pauseBetween.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> call(api, wanted, running));
        } else {
            call(api, wanted, running);
        }
    }

    @Override
    public void reserved(Lane lane, Duration waitTime, boolean shared) {
        if (lane == Lane.INTERACTIVE) {
            waits.add(waitTime.toMillis());
        }
        if (!shared) {
            local.incrementAndGet();
        }
    }

    @Override
    public void storeLost(Throwable cause, int machines) {
        System.err.println(name + ": lost, one of " + machines + ": " + cause);
    }

    @Override
    public void storeBack() {
        System.err.println(name + ": back");
        back.incrementAndGet();
    }
}
