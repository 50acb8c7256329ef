package com.featherhq.json;

import org.jspecify.annotations.Nullable;

/**
 * A request that can have an idempotency key: the service acts once on requests with the same key, so it may be sent again. The
 * generated bodies, forms and parameters with a property or a parameter of that name implement it.
 */
public interface IdempotencyKeyed {

    /** Returns the key, or null if none is set. */
    @Nullable
    String idempotencyKey();

    /** Returns a copy with that key; this object stays as it is. */
    IdempotencyKeyed withIdempotencyKey(String key);
}
