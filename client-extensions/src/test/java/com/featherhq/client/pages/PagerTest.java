package com.featherhq.client.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.featherhq.client.MalformedResponseException;
import com.featherhq.client.ServerException;
import com.featherhq.client.pages.RowServer.OffsetParams;
import com.featherhq.client.pages.RowServer.RowParams;
import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.retry.CallOptions;
import com.featherhq.json.Page;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class PagerTest {

    private static String page(Iterable<Long> rows, String next, String more) {
        StringBuilder items = new StringBuilder();
        rows.forEach(row -> items.append(items.isEmpty() ? "" : ",").append(row));
        return "{\"items\":[" + items + "]" + (next == null ? "" : ",\"next_cursor\":" + next)
                + (more == null ? "" : ",\"has_more\":" + more) + "}";
    }

    /** Rows 1 to {@code rows}, ten a page; a cursor is the number of the page. */
    private static UnaryOperator<String> tens(long rows) {
        return cursor -> {
            long page = cursor.isEmpty() ? 0 : Long.parseLong(cursor);
            long last = Math.min(rows, page * 10 + 10);
            return page(
                    LongStream.rangeClosed(page * 10 + 1, last).boxed().toList(),
                    last < rows ? "\"" + (page + 1) + "\"" : "null",
                    null);
        };
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static List<Long> read(Pager<Long> pager, String by) throws Exception {
        List<Long> rows = new ArrayList<>();
        switch (by) {
            case "loop" -> pager.forEach(rows::add);
            case "stream" -> pager.stream().forEach(rows::add);
            case "pages" -> pager.pages().forEach(page -> rows.addAll(page.pageRows()));
            default -> pager.forEachAsync(rows::add).get(60, TimeUnit.SECONDS);
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "stream", "pages", "publisher"})
    void rows_ofAllPages_comeInOrder_whetherAheadOrNot(String by) throws Exception {
        try (RowServer server = new RowServer(tens(95))) {
            assertThat(read(server.pager(), by)).isEqualTo(numbers(1, 95));
            assertThat(read(server.pager().readAhead(), by)).isEqualTo(numbers(1, 95));
            assertThat(server.requests).hasValue(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "stream", "publisher"})
    void limit_cutsTheRows_andRequestsNoFurtherPage(String by) throws Exception {
        try (RowServer server = new RowServer(tens(95))) {
            assertThat(read(server.pager().limit(20), by)).isEqualTo(numbers(1, 20));
            assertThat(read(server.pager().readAhead().limit(15), by)).isEqualTo(numbers(1, 15));
            assertThat(read(server.pager().limit(0), by)).isEmpty();
            assertThat(server.requests).hasValue(4);
            assertThatThrownBy(() -> server.pager().limit(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("limit must not be negative, but is -1.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "stream", "pages", "publisher"})
    void emptyPage_withACursor_isNoEnd(String by) throws Exception {
        try (RowServer server = new RowServer(cursor -> switch (cursor) {
            case "" -> page(List.of(), "\"a\"", "true");
            case "a" -> page(List.of(7L), "\"b\"", null);
            default -> page(List.of(), "null", null);
        })) {
            assertThat(read(server.pager(), by)).containsExactly(7L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "stream", "pages", "publisher"})
    void hasMoreFalse_isTheEnd_whateverTheCursor(String by) throws Exception {
        try (RowServer server = new RowServer(cursor -> page(List.of(1L), "\"again\"", "false"))) {
            assertThat(read(server.pager(), by)).containsExactly(1L);
            assertThat(server.requests).hasValue(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ""    | true  | its cursor is empty, which would start the list again
            "  "  |       | its cursor is empty, which would start the list again
            null  | true  | it says that there are more rows, but has no cursor for them
            "same"|       | its cursor leads back to a page that was read before, so the list would never end
            """)
    void cursor_thatWouldNeverEndTheList_isAnError(String next, String more, String problem) {
        try (RowServer server = new RowServer(cursor -> page(List.of(1L), next, more))) {
            String message = "GET rows (RowsApi.list) succeeded, but its body isn't what the API document says: "
                    + problem + " (1 attempt).";

            assertThatThrownBy(() -> read(server.pager(), "loop"))
                    .isInstanceOf(MalformedResponseException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> read(server.pager(), "publisher"))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .hasMessage(message);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 1000})
    void cursors_thatGoRoundInACircle_areAnError(int length) {
        AtomicInteger pages = new AtomicInteger();
        try (RowServer server = new RowServer(cursor -> {
            int at = pages.incrementAndGet();
            return page(List.of(1L), "\"c" + (at < 7 ? "start" + at : "" + at % length) + "\"", null);
        })) {
            assertThatThrownBy(() -> read(server.pager(), "loop")).isInstanceOf(MalformedResponseException.class);
            assertThat(pages.get()).isLessThan(4 * length + 20);
        }
    }

    @Test
    void place_afterEachPage_leadsOnAfterACrash() throws Exception {
        try (RowServer server = new RowServer(tens(95))) {
            List<Long> stored = new ArrayList<>();
            String kept = null;
            for (int crash = 0; crash < 10; crash++) {
                Pager<Long> pager = server.pager().startAt(kept);
                stored.addAll(pager.pages().iterator().next().pageRows());
                kept = pager.nextCursor(); // stored with the rows; then the process dies
            }

            assertThat(stored).isEqualTo(numbers(1, 95));
            assertThat(kept).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void place_atAnyRow_losesNoneAfterACrash(boolean ahead) throws Exception {
        try (RowServer server = new RowServer(tens(45))) {
            for (int crash = 1; crash <= 45; crash++) {
                Set<Long> seen = new TreeSet<>();
                Pager<Long> pager = ahead ? server.pager().readAhead() : server.pager();
                Iterator<Long> rows = pager.iterator();
                for (int i = 0; i < crash; i++) {
                    seen.add(rows.next());
                }
                String kept = pager.cursor();
                List<Long> rest = read(server.pager().startAt(kept), "loop");

                assertThat(rest)
                        .startsWith((crash - 1) / 10 * 10L + 1)
                        .hasSizeLessThanOrEqualTo(45 - (crash - 1) / 10 * 10);
                seen.addAll(rest);
                assertThat(seen).containsExactlyElementsOf(numbers(1, 45));
            }
        }
    }

    @Test
    void failure_ofAPage_isThatOfItsCall_andThePageCanBeAskedForAgain() {
        AtomicInteger calls = new AtomicInteger();
        try (RowServer server = new RowServer(
                cursor -> cursor.equals("1") && calls.incrementAndGet() == 1 ? "!" : tens(25).apply(cursor))) {
            Pager<Long> pager = server.pager();
            Iterator<Long> rows = pager.iterator();
            List<Long> read = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                read.add(rows.next());
            }

            assertThatThrownBy(rows::hasNext).isInstanceOf(ServerException.class);
            rows.forEachRemaining(read::add);

            assertThat(read).isEqualTo(numbers(1, 25));
            assertThatThrownBy(rows::next)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("The list has no further row.");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failure_ofAPage_comesAfterTheRowsBeforeIt(boolean ahead) {
        try (RowServer server = new RowServer(cursor -> cursor.equals("1") ? "!" : tens(25).apply(cursor))) {
            Pager<Long> pager = ahead ? server.pager().readAhead() : server.pager();
            List<Long> read = new ArrayList<>();

            assertThatThrownBy(() -> pager.forEachAsync(read::add).get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ServerException.class);
            assertThat(read).isEqualTo(numbers(1, 10));
            assertThat(pager.nextCursor()).isEqualTo("1");
        }
    }

    @Test
    void offset_goesOnByTheRowsThatCame_untilAPageIsEmpty() throws Exception {
        try (RowServer server = new RowServer(offset -> {
            long from = offset.isEmpty() ? 0 : Long.parseLong(offset);
            return numbers(from + 1, Math.min(25, from + 7)).toString();
        })) {
            Pager<Long> pager = server.client.pagesOfLists(server.api::array, new OffsetParams());

            assertThat(read(pager, "loop")).isEqualTo(numbers(1, 25));
            assertThat(server.asked).containsExactly("null", "offset=7", "offset=14", "offset=21", "offset=25");
            assertThat(read(server.client.pagesOfLists(server.api::array, new OffsetParams().offset(20)), "publisher"))
                    .isEqualTo(numbers(21, 25));
        }
    }

    @Test
    void parameters_arePassedOnWithEachPage_andStayAsTheyAre() throws Exception {
        RowParams params = new RowParams().limit(3);
        try (RowServer server = new RowServer(tens(12))) {
            assertThat(read(server.client.pages(page -> server.api.listOf("x", page), params), "loop"))
                    .hasSize(12);
            assertThat(server.asked).containsExactly("limit=3", "cursor=1&limit=3");
            assertThat(params.pageStart()).isNull();
        }
    }

    @Test
    void stream_whenClosed_cancelsThePageAhead() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        try (RowServer server = new RowServer(cursor -> {
            if (cursor.equals("1")) {
                asked.countDown();
                await().until(() -> answered.getCount() == 0);
            }
            return tens(25).apply(cursor);
        })) {
            try (Stream<Long> rows = server.pager().readAhead().stream()) {
                assertThat(rows.limit(3).toList()).isEqualTo(numbers(1, 3));
                assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            }
            answered.countDown();
        }
    }

    @Test
    void interrupt_whileWaitingForThePageAhead_endsTheLoop() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (RowServer server = new RowServer(cursor -> {
            if (cursor.equals("1")) {
                await().until(() -> answered.getCount() == 0);
            }
            return tens(25).apply(cursor);
        })) {
            Iterator<Long> rows = server.pager().readAhead().iterator();
            for (int i = 0; i < 10; i++) {
                rows.next();
            }
            Thread.currentThread().interrupt();

            assertThatThrownBy(rows::hasNext)
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("The wait for the service was interrupted.");
            assertThat(Thread.interrupted()).isTrue();
            answered.countDown();
            rows.forEachRemaining(row -> {});
        }
    }

    @Test
    void cancel_ofTheFuture_endsThePass() throws Exception {
        try (RowServer server = new RowServer(tens(100_000))) {
            CountDownLatch some = new CountDownLatch(50);
            CompletableFuture<?> all = server.pager().forEachAsync(row -> some.countDown());
            assertThat(some.await(10, TimeUnit.SECONDS)).isTrue();
            all.cancel(false);
            int requests = server.requests.get();

            await().until(() -> server.requests.get() <= requests + 2);
        }
    }

    @Test
    void action_whenItThrows_endsThePassWithIt() {
        try (RowServer server = new RowServer(tens(100))) {
            assertThatThrownBy(() -> server.pager()
                            .forEachAsync(row -> {
                                throw new IllegalStateException("mine");
                            })
                            .get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThat(server.requests).hasValue(1);
        }
    }

    @Test
    void with_options_holdForTheCalls() throws Exception {
        try (RowServer server = new RowServer(tens(5))) {
            Pager<Long> pager = server.pager()
                    .with(CallOptions.builder().lane(Lane.INTERACTIVE).build());

            assertThat(read(pager, "loop")).hasSize(5);
        }
    }

    /** A page is what comes after the greatest row of the page before: rows come and go while the list is read. */
    @ParameterizedTest
    @ValueSource(strings = {"loop", "publisher"})
    void rows_thatStay_comeOnceEach_whileOthersComeAndGo(String by) throws Exception {
        Random random = new Random(3);
        ConcurrentSkipListSet<Long> table = new ConcurrentSkipListSet<>(
                numbers(1, 3_000).stream().map(row -> row * 100).toList());
        Set<Long> touched = new ConcurrentSkipListSet<>();
        try (RowServer server = new RowServer(cursor -> {
            for (int i = 0; i < 2; i++) {
                long inserted = random.nextInt(300_000);
                long deleted = (1 + random.nextInt(3_000)) * 100L;
                touched.add(table.add(inserted) ? inserted : -1);
                touched.add(table.remove(deleted) ? deleted : -1);
            }
            long after = cursor.isEmpty() ? -1 : Long.parseLong(cursor);
            List<Long> rows = table.tailSet(after, false).stream()
                    .limit(1 + random.nextInt(11))
                    .toList();
            return page(rows, rows.isEmpty() ? "null" : "\"" + rows.get(rows.size() - 1) + "\"", null);
        })) {
            List<Long> read = read(server.pager(), by);

            assertThat(read).doesNotHaveDuplicates().isSorted();
            Set<Long> stayed = numbers(1, 3_000).stream()
                    .map(row -> row * 100)
                    .filter(row -> !touched.contains(row))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(stayed).isNotEmpty();
            assertThat(read).containsAll(stayed);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void tenThousandPages_keepNoneInMemory(boolean async) throws Exception {
        AtomicInteger rows = new AtomicInteger();
        List<WeakReference<Page<Long>>> pages = new ArrayList<>();
        try (RowServer server = new RowServer(tens(100_000))) {
            if (async) {
                server.pager().forEachAsync(row -> rows.incrementAndGet()).get(9, TimeUnit.MINUTES);
            } else {
                for (Page<Long> page : server.pager().readAhead().pages()) {
                    pages.add(new WeakReference<>(page));
                    rows.addAndGet(page.pageRows().size());
                    if (pages.size() == 9_000) {
                        await().untilAsserted(() -> {
                            System.gc();
                            assertThat(pages.stream().filter(one -> one.get() != null))
                                    .hasSizeLessThanOrEqualTo(2);
                        });
                    }
                }
            }
            assertThat(rows).hasValue(100_000);
            assertThat(server.requests).hasValue(10_000);
        }
    }
}
