package com.featherhq.client;

import java.io.IOException;
import java.util.function.Supplier;

/** Where the API key comes from, asked once for every request that goes on the wire. */
@FunctionalInterface
interface ApiKeySource {

    /** Returns the key to send now. */
    String current() throws IOException;

    static ApiKeySource fixed(String key) {
        String checked = check(key);
        return () -> checked;
    }

    static ApiKeySource supplied(Supplier<String> supplier) {
        return () -> check(supplier.get());
    }

    private static String check(String key) {
        String trimmed = key.trim();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("The API key is blank.");
        }
        return trimmed;
    }
}
