package com.featherhq.client.auth;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the API key comes from, asked once for every request that goes on the wire.
 *
 * <p>Thread-safe. No message, and no {@code toString}, holds a key.
 */
abstract class ApiKeySource {

    /**
     * How many keys are remembered so that they can be masked in what the service answers: more than a process uses at a
     * time, even if its supplier has a key for each tenant.
     */
    private static final int REMEMBERED = 1_000;

    @GuardedBy("handedOut")
    private final Set<String> handedOut = new LinkedHashSet<>();

    private volatile String latest = "";

    /** Returns the key to send now. */
    final String current() throws IOException {
        return remember(read());
    }

    /** Returns the key to send after one was refused: the same or another. */
    final String afterRefusal() throws IOException {
        return remember(readAgain());
    }

    /** Returns the last thousand keys that were handed out. */
    final List<String> recent() {
        synchronized (handedOut) {
            return List.copyOf(handedOut);
        }
    }

    /** Returns why the source gives an older key than it should, or null. */
    @Nullable
    String problem() {
        return null;
    }

    abstract String read() throws IOException;

    /** Like {@link #read}, past any cache. */
    String readAgain() throws IOException {
        return read();
    }

    private String remember(String key) {
        if (!latest.equals(key)) {
            putLast(key);
        }
        return key;
    }

    private void putLast(String key) {
        synchronized (handedOut) {
            handedOut.remove(key);
            handedOut.add(key);
            if (handedOut.size() > REMEMBERED) {
                handedOut.remove(handedOut.iterator().next());
            }
            latest = key;
        }
    }

    /** Returns a source of one key, which is checked here. */
    static ApiKeySource fixed(@Nullable String key) {
        return fixed(key, "given to the builder");
    }

    /** Returns a source of one key, which is checked here; {@code origin} says in the message where it came from. */
    static ApiKeySource fixed(@Nullable String key, String origin) {
        return new Fixed(ApiKey.require(key, origin));
    }

    /** Returns a source that asks {@code supplier} each time. */
    static ApiKeySource supplied(Supplier<String> supplier) {
        return new Supplied(supplier);
    }

    /** Returns a source that reads {@code file} now and whenever it has changed. */
    static ApiKeySource file(Path file) {
        return new ApiKeyFile(file);
    }

    private static final class Fixed extends ApiKeySource {

        private final String key;

        Fixed(String key) {
            this.key = key;
        }

        @Override
        String read() {
            return key;
        }

        @Override
        public String toString() {
            return "API key given as a value";
        }
    }

    private static final class Supplied extends ApiKeySource {

        private final Supplier<String> supplier;

        Supplied(Supplier<String> supplier) {
            this.supplier = supplier;
        }

        @Override
        String read() throws IOException {
            String key;
            try {
                key = supplier.get();
            } catch (RuntimeException e) {
                throw new CredentialException(
                        "The supplier of the API key failed: " + e.getClass().getName(), e);
            }
            try {
                return ApiKey.require(key, "from the supplier");
            } catch (IllegalArgumentException e) {
                throw new CredentialException(String.valueOf(e.getMessage()), null);
            }
        }

        @Override
        public String toString() {
            return "API key from a supplier";
        }
    }
}
