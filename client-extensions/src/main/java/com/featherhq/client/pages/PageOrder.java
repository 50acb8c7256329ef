package com.featherhq.client.pages;

import com.featherhq.client.MalformedResponseException;
import com.featherhq.json.Page;
import org.jspecify.annotations.Nullable;

/**
 * Where the page after a page begins. A list whose cursors go round in a circle would never end; it is found with one cursor
 * remembered at a time (R. Brent, <i>An improved Monte Carlo factorization algorithm</i>, 1980). Not thread-safe.
 */
final class PageOrder {

    private final boolean countsRows;
    private @Nullable String remembered;
    private long since;
    private long renewal = 1;

    PageOrder(boolean countsRows) {
        this.countsRows = countsRows;
    }

    /**
     * Returns where the page after {@code fetched} begins, or null if that is the last one.
     *
     * @throws MalformedResponseException if it doesn't say, or leads back
     */
    @Nullable
    String after(Fetched<?> fetched) {
        Page<?> page = fetched.page();
        if (Boolean.FALSE.equals(page.moreRows())) {
            return null;
        }
        if (countsRows) {
            return page.pageRows().isEmpty()
                    ? null
                    : place(fetched.start(), page.pageRows().size());
        }
        String next = page.nextCursor();
        if (next == null && !Boolean.TRUE.equals(page.moreRows())) {
            return null;
        }
        String problem = problem(fetched.start(), next);
        if (problem != null) {
            throw MalformedResponseException.of(fetched.call(), problem);
        }
        return next;
    }

    private static String place(@Nullable String start, int rows) {
        return Long.toString((start == null ? 0 : Long.parseLong(start)) + rows);
    }

    private @Nullable String problem(@Nullable String start, @Nullable String next) {
        if (next == null) {
            return "it says that there are more rows, but has no cursor for them";
        }
        if (next.isBlank()) {
            return "its cursor is empty, which would start the list again";
        }
        if (next.equals(start) || next.equals(remembered)) {
            return "its cursor leads back to a page that was read before, so the list would never end";
        }
        if (++since == renewal) {
            renewal *= 2;
            since = 0;
            remembered = next;
        }
        return null;
    }
}
