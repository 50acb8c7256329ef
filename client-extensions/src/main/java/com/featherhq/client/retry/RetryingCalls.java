package com.featherhq.client.retry;

import com.featherhq.client.http.Hop;
import com.featherhq.client.ratelimit.PermitRefusedException;
import com.featherhq.client.ratelimit.RateLimiter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.http.Streaming;

/**
 * Retries for any Retrofit: {@code Call}, {@code CompletableFuture} and Kotlin's {@code suspend} alike.
 *
 * <pre>{@code
 * RetryingCalls retries = RetryingCalls.builder()
 *         .policy(RetryPolicy.builder().maxAttempts(4).build())
 *         .onAttempt((call, attempt) -> System.out.println(attempt))
 *         .build();
 * Retrofit retrofit = new Retrofit.Builder()
 *         .baseUrl("https://api.example.com")
 *         .client(retries.install(new OkHttpClient.Builder()).build())
 *         .addCallAdapterFactory(retries)
 *         .build();
 * }</pre>
 *
 * <p>It must be the first call adapter factory: one before it hands out calls that are not retried. Without {@link
 * #install}, calls are retried as well, but it isn't known whether a request was sent: a POST whose connection fails then
 * counts as possibly processed. Immutable and thread-safe. Its threads are daemons.
 *
 * @see RetryPolicy
 * @see RetryBudget
 * @see CallOptions
 * @see Attempt
 */
public final class RetryingCalls extends CallAdapter.Factory implements AutoCloseable {

    private final RetryRuntime runtime;
    private final AttemptHop hop;
    private final RetryPolicy policy;
    private final Map<Method, RetryPolicy> operations;
    private volatile boolean watchedByOthers;

    private RetryingCalls(Builder builder) {
        runtime = new RetryRuntime(
                builder.budget == null ? RetryBudget.standard() : builder.budget,
                new DecisionTable(builder.permanent),
                builder.bodyHints,
                builder.listener,
                builder.callbacks,
                builder.limiter,
                builder.throttling,
                builder.sources == null ? RetryRuntime.Sources.real() : builder.sources);
        hop = new AttemptHop(runtime.inFlight(), builder.headers);
        policy = builder.policy;
        operations = Map.copyOf(builder.operations);
    }

    /** Returns a builder with the default settings. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Installs the interceptors that note whether a request was sent, write the attempt's number to the header {@code
     * x-feather-attempt}, recover from failing connections, and keep OkHttp from resending on its own.
     *
     * @return {@code http}
     */
    public OkHttpClient.Builder install(OkHttpClient.Builder http) {
        return hop.install(http);
    }

    /**
     * Returns an executor for the dispatcher of an OkHttp client. Callbacks run on its threads and still keep no other call
     * from running. It has as many threads as needed: daemons, which end after a minute without work.
     *
     * @param name what the threads are called, before a number
     */
    public static ExecutorService dispatcherThreads(String name) {
        return new DispatcherThreads(name);
    }

    /**
     * Sets in {@code http}, which so far builds what {@code set} is, what recovery from connections needs: OkHttp's own
     * recovery of routes, pings each 10 s unless {@code set} has some, lookups of names that take no longer than the call
     * may, and proxies that are named when they want credentials. {@link #install} does it.
     *
     * @return {@code http}
     */
    public static OkHttpClient.Builder configure(OkHttpClient.Builder http, OkHttpClient set) {
        return AttemptHop.configure(http, set);
    }

    /** Returns the work of {@link #install} as a hop, for interceptors that do more. They must call all of its methods. */
    public Hop hop() {
        watchedByOthers = true;
        return hop;
    }

    /**
     * Returns {@code api}, an implementation by Retrofit of {@code type}, with settings of its own for its calls. Cheap: it
     * can be made for a single call.
     *
     * @throws IllegalArgumentException if {@code type} is not an interface
     */
    public <T> T with(CallOptions options, Class<T> type, T api) {
        Objects.requireNonNull(options, "options");
        return OptionsProxy.of(type, api, options);
    }

    /**
     * Makes calls by {@code calls}, on this thread, that have {@code options} where they have none of their own, whichever
     * implementation of an interface makes them.
     */
    public <T> T with(CallOptions options, Supplier<T> calls) {
        return OptionsProxy.within(Objects.requireNonNull(options, "options"), calls);
    }

    /**
     * Runs {@code task} after a pause, for what polls or follows calls. It is run on a thread that no call needs, and not at all
     * if what is returned is cancelled before.
     */
    public Future<?> after(Duration pause, Runnable task) {
        return runtime.schedule(pause, () -> runtime.work(task));
    }

    /** Returns the time that {@link #after} goes by, in nanoseconds since some moment. */
    public long nanoTime() {
        return runtime.nanoTime();
    }

    /** For Retrofit. */
    @Override
    public CallAdapter<?, ?> get(Type returnType, Annotation[] annotations, Retrofit retrofit) {
        OkHttpClient http = retrofit.callFactory() instanceof OkHttpClient client ? client : null;
        boolean watched = watchedByOthers || (http != null && hop.isInstalledIn(http));
        boolean streaming = Arrays.stream(annotations).anyMatch(Streaming.class::isInstance);
        CallSetup setup = new CallSetup(policy, operations, null, streaming, http, watched);
        CallAdapter<?, ?> next = retrofit.nextCallAdapter(this, returnType, annotations);
        Class<?> rawType = getRawType(next.responseType());
        return new CallSetup.Adapter<>(next, rawType, runtime, setup, DecisionTable.isIdempotent(annotations));
    }

    /** Ends the running and waiting calls. No call can be made afterwards. */
    @Override
    public void close() {
        runtime.close();
    }

    RetryRuntime runtime() {
        return runtime;
    }

    /** Builds {@link RetryingCalls}. Not thread-safe. */
    public static final class Builder {

        private final Map<Method, RetryPolicy> operations = new HashMap<>();
        private RetryPolicy policy = RetryPolicy.defaults();
        private Predicate<? super Throwable> permanent = failure -> false;
        private Function<? super Response<?>, BodyHints> bodyHints = BodyHints::of;
        private @Nullable RetryBudget budget;
        private @Nullable BiConsumer<? super Call<?>, ? super Attempt> listener;
        private @Nullable Function<? super Call<?>, Map<String, String>> headers;
        private @Nullable Executor callbacks;
        private @Nullable RateLimiter limiter;
        private boolean throttling;
        private RetryRuntime.@Nullable Sources sources;

        private Builder() {}

        /** Sets the retry policy of all calls. Default: {@link RetryPolicy#defaults()}. */
        public Builder policy(RetryPolicy policy) {
            this.policy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets the retry policy of one operation. Default: the policy of all calls.
         *
         * @param api the interface
         * @param operation the name of the method
         * @throws IllegalArgumentException if the interface has no method of that name
         */
        public Builder policy(Class<?> api, String operation, RetryPolicy policy) {
            Objects.requireNonNull(policy, "policy");
            List<Method> methods = Arrays.stream(api.getMethods())
                    .filter(method -> method.getName().equals(operation))
                    .toList();
            if (methods.isEmpty()) {
                throw new IllegalArgumentException(api.getName() + " has no operation named " + operation
                        + ". In a shrunk application it has those that the application calls.");
            }
            methods.forEach(method -> operations.put(method, policy));
            return this;
        }

        /** Sets the retry budget, to share one. Default: a {@link RetryBudget#standard()} of its own. */
        public Builder budget(RetryBudget budget) {
            this.budget = Objects.requireNonNull(budget, "budget");
            return this;
        }

        /**
         * Sets the listener for every attempt, successful ones included. It is called on the thread that ran the attempt,
         * before the wait or the result, and must be thread-safe and quick. If it throws, the exception's type is logged.
         * Default: none.
         */
        public Builder onAttempt(BiConsumer<? super Call<?>, ? super Attempt> listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Sets the executor for callbacks of asynchronous calls: listeners, and completions of futures. It must have one
         * thread for each callback that waits for another call. Default: with a dispatcher that has {@link
         * #dispatcherThreads}, the thread that ran the attempt, once OkHttp has released the call's slot; else a pool that
         * grows as needed, at the price of one change of threads.
         */
        public Builder callbackExecutor(Executor callbacks) {
            this.callbacks = Objects.requireNonNull(callbacks, "callbackExecutor");
            return this;
        }

        /**
         * Sets the source of headers that each request of a call gets, the same for all its attempts, such as {@code
         * traceparent}. It is called on the thread that sends, and must be quick and not throw. Default: none.
         */
        public Builder headers(Function<? super Call<?>, Map<String, String>> headers) {
            this.headers = Objects.requireNonNull(headers, "headers");
            return this;
        }

        /** Sets which failures are permanent, beyond those of HTTP. Default: none. */
        public Builder permanentFailures(Predicate<? super Throwable> permanent) {
            this.permanent = Objects.requireNonNull(permanent, "permanent");
            return this;
        }

        /** Sets the reader of retry hints in the body of a failed response. Default: {@link BodyHints#of}. */
        public Builder bodyHints(Function<? super Response<?>, BodyHints> bodyHints) {
            this.bodyHints = Objects.requireNonNull(bodyHints, "bodyHints");
            return this;
        }

        /**
         * Sets the rate limiter. Every attempt, retries included, needs a permit from it. The wait counts in the deadline.
         * If it would pass the deadline, the call fails with a {@link PermitRefusedException} and nothing is sent; a retry
         * without a permit in time is not made and takes nothing from the budget. Default: none.
         */
        public Builder rateLimiter(RateLimiter limiter) {
            this.limiter = Objects.requireNonNull(limiter, "limiter");
            return this;
        }

        /**
         * Rejects calls locally while the service fails most requests: they fail at once with a {@link
         * CallThrottledException}. Of the requests of the last 10 s, twice as many as were accepted are sent, and one every
         * 2 s in any case; after the first that is accepted, all are. Default: off.
         */
        public Builder adaptiveThrottling() {
            throttling = true;
            return this;
        }

        /** Returns the retries. */
        public RetryingCalls build() {
            return new RetryingCalls(this);
        }

        /** Sets clock, timer and random numbers; for tests. */
        Builder sources(RetryRuntime.Sources sources) {
            this.sources = sources;
            return this;
        }
    }
}
