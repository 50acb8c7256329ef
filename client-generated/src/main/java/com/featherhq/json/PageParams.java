package com.featherhq.json;

import org.jspecify.annotations.Nullable;

/**
 * Parameters of an operation that lists in pages: they know which one of them says where a page begins. Generated.
 *
 * @param <P> the class itself
 */
public interface PageParams<P extends PageParams<P>> {

    /** Returns where the page begins, or null for the first one. */
    @Nullable
    String pageStart();

    /** Returns a copy for the page that begins there, null for the first one. This object stays as it is. */
    P pageAt(@Nullable String start);

    /** Returns whether a page begins after a number of rows; else it begins at a cursor, which the page before has. */
    boolean countsRows();
}
