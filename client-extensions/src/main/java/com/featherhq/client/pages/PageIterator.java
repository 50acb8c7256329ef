package com.featherhq.client.pages;

import com.featherhq.json.Page;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Hands out the pages of a pass; requests the one that follows when it is asked whether there is one. Not thread-safe. */
final class PageIterator<T> implements Iterator<Page<T>>, AutoCloseable {

    private final Pass<T> pass;
    private final boolean readsAhead;
    private long rowsLeft;

    PageIterator(Pass<T> pass, long limit, boolean readsAhead) {
        this.pass = pass;
        this.rowsLeft = limit;
        this.readsAhead = readsAhead;
    }

    @Override
    public boolean hasNext() {
        return rowsLeft > 0 && !pass.isOver();
    }

    @Override
    public Page<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The list has no further page.");
        }
        Page<T> page = pass.get().page();
        rowsLeft -= page.pageRows().size();
        if (readsAhead && hasNext()) {
            pass.readAhead();
        }
        return page;
    }

    @Override
    public void close() {
        pass.stop();
    }

    /** The rows of the pages, at most as many as the limit. */
    static final class Rows<T> implements Iterator<T> {

        private final PageIterator<T> pages;
        private Iterator<T> rows = Collections.emptyIterator();
        private long left;

        Rows(PageIterator<T> pages, long limit) {
            this.pages = pages;
            this.left = limit;
        }

        @Override
        public boolean hasNext() {
            while (left > 0 && !rows.hasNext() && pages.hasNext()) {
                rows = pages.next().pageRows().iterator();
            }
            return left > 0 && rows.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The list has no further row.");
            }
            left--;
            return rows.next();
        }
    }
}
