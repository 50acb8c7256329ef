package com.featherhq.client.pages;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.FeatherException;
import com.featherhq.client.MalformedResponseException;
import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.retry.CallOptions;
import com.featherhq.json.Page;
import com.featherhq.json.PageParams;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * A list that comes in pages, row by row: for a loop, as a stream, or as a publisher. {@link FeatherClient#pages} makes it.
 *
 * <p>One page is in memory at a time, two with {@link #readAhead}. Each page is a call of its own, with retries and a deadline of
 * its own; the list as a whole has no deadline. The calls are in the rate limiter's {@link Lane#BULK bulk lane}. A page without
 * rows is no end as long as it has a cursor. A list that would never end, since a cursor is empty or leads back, or that lacks a
 * cursor although there are more rows, fails with a {@link MalformedResponseException}. A page that can't be had fails with the
 * {@link FeatherException} of its call.
 *
 * <p>{@link #cursor} is a text to be kept: a later run with {@link #startAt} goes on there. The settings return another pager;
 * this one stays as it is. A pager may be gone through several times, one after the other.
 *
 * @param <T> the type of the rows
 */
public final class Pager<T> implements Iterable<T>, Flow.Publisher<T> {

    private final PageSource<?, T> source;
    private final @Nullable String start;
    private final long limit;
    private final boolean readsAhead;
    private volatile @Nullable String cursor;
    private volatile @Nullable String nextCursor;

    private Pager(PageSource<?, T> source, @Nullable String start, long limit, boolean readsAhead) {
        this.source = source;
        this.start = start;
        this.limit = limit;
        this.readsAhead = readsAhead;
        this.cursor = start;
        this.nextCursor = start;
    }

    /** Returns the list that {@code list} returns pages of, from the page that {@code params} begin at; for {@link FeatherClient}. */
    public static <T, P extends PageParams<P>> Pager<T> of(
            FeatherClient client, Function<? super P, ? extends Call<? extends Page<T>>> list, P params) {
        PageSource<Page<T>, T> source = new PageSource<>(
                client, null, start -> list.apply(params.pageAt(start)), Function.identity(), params.countsRows());
        return new Pager<>(source, params.pageStart(), Long.MAX_VALUE, false);
    }

    /** As {@link #of}, for an operation whose answer is an array of rows. */
    public static <T, P extends PageParams<P>> Pager<T> ofLists(
            FeatherClient client, Function<? super P, ? extends Call<List<T>>> list, P params) {
        PageSource<List<T>, T> source = new PageSource<>(
                client, null, start -> list.apply(params.pageAt(start)), rows -> () -> rows, params.countsRows());
        return new Pager<>(source, params.pageStart(), Long.MAX_VALUE, false);
    }

    /** Returns this list from a place that {@link #cursor} or {@link #nextCursor} returned; null is the start of the list. */
    public Pager<T> startAt(@Nullable String place) {
        return new Pager<>(source, place, limit, readsAhead);
    }

    /**
     * Returns this list with at most that many rows; no page is requested that is not needed for them. Default: all rows.
     *
     * @throws IllegalArgumentException if {@code rows} is negative
     */
    public Pager<T> limit(long rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("limit must not be negative, but is " + rows + ".");
        }
        return new Pager<>(source, start, rows, readsAhead);
    }

    /** Returns this list with one page requested ahead while the rows of the page before are used. Default: none. */
    public Pager<T> readAhead() {
        return new Pager<>(source, start, limit, true);
    }

    /** Returns this list with options for its calls. An interface's own options go before them. Default: the bulk lane. */
    public Pager<T> with(CallOptions options) {
        Objects.requireNonNull(options, "options");
        return new Pager<>(source.with(options), start, limit, readsAhead);
    }

    /**
     * Returns where the page begins whose rows are being handed out, by the latest pass; null for the start of the list. Who
     * goes on there after a crash loses no row, and sees the rows of that page again.
     */
    public @Nullable String cursor() {
        return cursor;
    }

    /** Returns where the page begins that follows the one being handed out; null if that is the last one. */
    public @Nullable String nextCursor() {
        return nextCursor;
    }

    private Pass<T> pass() {
        return new Pass<>(source, start, (from, next) -> {
            cursor = from;
            nextCursor = next;
        });
    }

    /**
     * Returns the rows. Asking for one may request a page. After a failure, asking again requests the same page again. Not
     * thread-safe.
     */
    @Override
    public Iterator<T> iterator() {
        return new PageIterator.Rows<>(new PageIterator<>(pass(), limit, readsAhead), limit);
    }

    /** Returns the rows, in order. Closing the stream cancels a page that was requested ahead. */
    public Stream<T> stream() {
        PageIterator<T> pages = new PageIterator<>(pass(), limit, readsAhead);
        Spliterator<T> rows = Spliterators.spliteratorUnknownSize(
                new PageIterator.Rows<>(pages, limit), Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(rows, false).onClose(pages::close);
    }

    /** Returns the pages, empty ones too. With a limit, the last one is that with the last of the rows, uncut. */
    public Iterable<Page<T>> pages() {
        return () -> new PageIterator<>(pass(), limit, readsAhead);
    }

    /**
     * Gives the rows to a subscriber, no more than it requests. No thread waits: rows come on the thread that requests them or
     * on one that no call needs. Cancelling ends the call that is on its way.
     */
    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        new RowSubscription<>(pass(), subscriber, limit, readsAhead).start();
    }

    /**
     * Hands each row to {@code action}; no thread waits. The future completes after the last row, or with what failed. Cancelling
     * it ends the pass.
     */
    public CompletableFuture<@Nullable Void> forEachAsync(Consumer<? super T> action) {
        RowFuture<T> future = new RowFuture<>(action);
        subscribe(future);
        return future.result();
    }
}
