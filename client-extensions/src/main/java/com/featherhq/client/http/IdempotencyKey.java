package com.featherhq.client.http;

import com.featherhq.json.IdempotencyKeyed;
import java.util.UUID;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/** The key by which the service tells a repeated request from a new one, in the arguments of a call that have a place for it. */
public final class IdempotencyKey {

    private IdempotencyKey() {}

    /** Returns the key that {@code request} has, or null if it has none. */
    public static @Nullable String of(Request request) {
        Invocation invocation = request.tag(Invocation.class);
        if (invocation == null) {
            return null;
        }
        for (Object argument : invocation.arguments()) {
            if (argument instanceof IdempotencyKeyed keyed && isSet(keyed.idempotencyKey())) {
                return keyed.idempotencyKey();
            }
        }
        return null;
    }

    /** Returns {@code arguments}, with a new key in copies of those that have a place for one and none in it. */
    public static @Nullable Object @Nullable [] minted(@Nullable Object @Nullable [] arguments) {
        if (arguments == null) {
            return null;
        }
        @Nullable Object[] minted = arguments.clone();
        for (int i = 0; i < minted.length; i++) {
            if (minted[i] instanceof IdempotencyKeyed keyed && !isSet(keyed.idempotencyKey())) {
                minted[i] = keyed.withIdempotencyKey(UUID.randomUUID().toString());
            }
        }
        return minted;
    }

    private static boolean isSet(@Nullable String key) {
        return key != null && !key.isBlank();
    }
}
