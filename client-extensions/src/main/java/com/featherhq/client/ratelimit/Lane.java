package com.featherhq.client.ratelimit;

/** The kind of work that asks for permits. */
public enum Lane {
    /** Calls whose result a user waits for. */
    INTERACTIVE,
    /**
     * Work in bulk: batches, pages, exports. It first passes a smaller bucket of its own, so that interactive calls don't
     * queue behind it.
     */
    BULK
}
