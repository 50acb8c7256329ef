package com.featherhq.client.pages;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.retry.CallOptions;
import com.featherhq.json.Page;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * Where pages come from. Immutable and thread-safe.
 *
 * @param options those that an interface has not set itself; null for none but the bulk lane
 * @param calls makes the call for the page that begins at a place
 * @param pages what an answer is as a page
 * @param countsRows whether a place is a number of rows, and no cursor
 */
record PageSource<A, T>(
        FeatherClient client,
        @Nullable CallOptions options,
        Function<@Nullable String, ? extends Call<? extends A>> calls,
        Function<? super A, ? extends Page<T>> pages,
        boolean countsRows) {

    private static final CallOptions BULK =
            CallOptions.builder().lane(Lane.BULK).build();

    PageSource<A, T> with(CallOptions other) {
        return new PageSource<>(client, other, calls, pages, countsRows);
    }

    Fetched<T> get(@Nullable String start) {
        Call<? extends A> call = call(start);
        return new Fetched<>(start, pages.apply(client.execute(call)), call);
    }

    CompletableFuture<Fetched<T>> getAsync(@Nullable String start) {
        Call<? extends A> call = call(start);
        return client.executeAsync(call).thenApply(answer -> new Fetched<>(start, pages.apply(answer), call));
    }

    private Call<? extends A> call(@Nullable String start) {
        return client.with(
                BULK, () -> options == null ? calls.apply(start) : client.with(options, () -> calls.apply(start)));
    }
}
