package com.featherhq.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. The answers of the operations that list in pages implement it.
 *
 * @param <T> the type of the rows
 */
public interface Page<T> {

    /** Returns the rows of this page, which may be none. */
    List<T> pageRows();

    /** Returns the cursor of the page that follows, or null if the answer has none. */
    default @Nullable String nextCursor() {
        return null;
    }

    /** Returns whether the answer says that there are more rows; null if it doesn't say. */
    default @Nullable Boolean moreRows() {
        return null;
    }
}
