package com.featherhq.client.ratelimit;

/** Which kind of work asks for permits. */
public enum Lane {
    /** Calls that somebody waits for. */
    INTERACTIVE,
    /**
     * Work in bulk: batches, pages, exports. It first passes a smaller bucket of its own, so that interactive calls don't
     * queue behind it.
     */
    BULK
}
