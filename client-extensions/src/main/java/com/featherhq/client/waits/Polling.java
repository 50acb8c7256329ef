package com.featherhq.client.waits;

import com.featherhq.client.ApiResponse;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.FeatherException;
import com.featherhq.client.ServiceException;
import com.featherhq.client.ThrottledException;
import com.featherhq.client.TransportException;
import com.featherhq.client.http.Futures;
import com.featherhq.client.http.RetryAfter;
import com.featherhq.client.http.TransientStatus;
import com.featherhq.client.retry.RetryingCalls;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/** One wait. No thread waits for it; its steps follow each other, so all but the end is the business of one at a time. */
final class Polling<T> {

    private static final Logger LOGGER = Logger.getLogger("com.featherhq.client");

    private final FeatherClient client;
    private final RetryingCalls retries;
    private final Supplier<? extends Call<T>> request;
    private final Predicate<? super T> isDone;
    private final AwaitOptions options;
    private final long started;
    private final CompletableFuture<Awaited<T>> result = new CompletableFuture<>();
    private final AtomicInteger polls = new AtomicInteger();
    private volatile @Nullable T last;
    private volatile @Nullable FeatherException lastFailure;
    private volatile @Nullable Future<?> current;

    Polling(
            FeatherClient client,
            RetryingCalls retries,
            Supplier<? extends Call<T>> request,
            Predicate<? super T> isDone,
            AwaitOptions options) {
        this.client = client;
        this.retries = retries;
        this.request = request;
        this.isDone = isDone;
        this.options = options;
        this.started = retries.nanoTime();
    }

    CompletableFuture<Awaited<T>> start() {
        Future<?> limit = retries.after(options.timeout(), this::timeUp);
        Runnable forget = client.onClose(
                () -> result.completeExceptionally(new CancellationException("The Feather client was closed.")));
        CompletableFuture<?> unused = result.whenComplete((awaited, failure) -> {
            limit.cancel(false);
            forget.run();
            cancel(current);
        });
        guarded(this::poll);
        return result;
    }

    private static void cancel(@Nullable Future<?> step) {
        if (step != null) {
            step.cancel(false);
        }
    }

    /** Whatever is thrown on the way ends the wait. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    /** What came after the end is cancelled at once. */
    private void now(Future<?> step) {
        current = step;
        if (result.isDone()) {
            step.cancel(false);
        }
    }

    private void poll() {
        if (result.isDone()) {
            return;
        }
        polls.incrementAndGet();
        CompletableFuture<ApiResponse<T>> answer = client.executeForResponseAsync(request.get());
        now(answer);
        CompletableFuture<?> unused = answer.whenComplete((response, failure) -> guarded(() -> {
            if (failure == null) {
                answered(response);
            } else {
                failed(Futures.unwrapped(failure));
            }
        }));
    }

    private void answered(ApiResponse<T> response) {
        T value = response.value();
        last = value;
        lastFailure = null;
        if (isDone.test(value)) {
            result.complete(new Awaited.Done<>(value));
        } else {
            pollAgain(RetryAfter.of(response.headers(), Clock.systemUTC()));
        }
    }

    private void failed(Throwable failure) {
        if (failure instanceof ServiceException answer && (answer.statusCode() == 404 || answer.statusCode() == 410)) {
            result.complete(new Awaited.Gone<>(answer));
        } else if (failure instanceof FeatherException known && mayPass(known)) {
            lastFailure = known;
            pollAgain(known instanceof ServiceException answer ? answer.retryAfter() : null);
        } else {
            result.completeExceptionally(failure);
        }
    }

    private static boolean mayPass(FeatherException failure) {
        if (failure instanceof ServiceException answer) {
            Boolean retryable = answer.retryable();
            return retryable != null
                    ? retryable
                    : answer.statusCode() == 429 || TransientStatus.isTransient(answer.statusCode());
        }
        return failure instanceof TransportException || failure instanceof ThrottledException;
    }

    /** A pause that the service asks for is never cut short: if it doesn't fit, the wait is over. */
    private void pollAgain(@Nullable Duration hint) {
        Duration own = options.backoff()
                .delay(polls.get(), () -> ThreadLocalRandom.current().nextDouble());
        Duration elapsed = Duration.ofNanos(retries.nanoTime() - started);
        if (hint != null && hint.compareTo(options.timeout().minus(elapsed)) >= 0) {
            timeUp();
        } else if (!result.isDone()) {
            Duration pause = hint != null && hint.compareTo(own) > 0 ? hint : own;
            tell(new AwaitProgress(polls.get(), elapsed, pause, lastFailure));
            now(retries.after(pause, () -> guarded(this::poll)));
        }
    }

    private void tell(AwaitProgress progress) {
        try {
            options.listener().accept(progress);
        } catch (RuntimeException e) {
            LOGGER.warning("A listener failed: " + options.listener().getClass().getName() + " threw "
                    + e.getClass().getName());
        }
    }

    private void timeUp() {
        result.complete(new Awaited.TimedOut<>(last, lastFailure));
    }
}
