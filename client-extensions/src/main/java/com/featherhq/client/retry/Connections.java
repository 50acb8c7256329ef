package com.featherhq.client.retry;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import okhttp3.Connection;
import okhttp3.Protocol;
import okhttp3.internal.connection.RealConnection;
import org.jspecify.annotations.Nullable;

/**
 * What is known of OkHttp's pooled connections. Shared by all clients of the JVM, because clients may share a pool.
 *
 * <p>Thread-safe.
 */
final class Connections {

    /** Shorter pauses are those of a busy client; a look takes a millisecond, which such a client would notice. */
    private static final long LOOK_AFTER_NANOS = 1_000_000;

    private static final Map<Connection, Use> USES = Collections.synchronizedMap(new WeakHashMap<>());

    private Connections() {}

    static Use of(Connection connection) {
        return USES.computeIfAbsent(connection, unseen -> new Use());
    }

    static boolean isMultiplexed(Connection connection) {
        Protocol protocol = connection.protocol();
        return protocol == Protocol.HTTP_2 || protocol == Protocol.H2_PRIOR_KNOWLEDGE;
    }

    /**
     * Tells whether the server has closed an HTTP/1.1 connection on which it owes no answer, or has sent what nobody asked
     * for. Takes a millisecond if not: a read with the shortest timeout that there is. OkHttp does the same, but only for
     * what is no GET, and only after ten idle seconds.
     */
    static boolean isDead(Connection connection) {
        Socket socket = connection.socket();
        try {
            int timeout = socket.getSoTimeout();
            socket.setSoTimeout(1);
            try {
                return socket.getInputStream().read() >= -1; // The end, or a byte too many.
            } finally {
                socket.setSoTimeout(timeout);
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Keeps new calls off a connection; running calls go on. OkHttp's public API has no way to say so, but
     * this method is public, and the same, in 4.12 and 5.
     */
    static void giveUp(Connection connection) {
        try {
            if (connection instanceof RealConnection real) {
                synchronized (real) { // OkHttp's own lock for it.
                    real.setNoNewExchanges(true);
                }
            }
        } catch (LinkageError e) {
            // OkHttp 5 on the module path keeps it to itself: the pings find a dead connection, if later.
        }
    }

    /** Tells whether an HTTP/2 connection is closed, or closing. */
    static boolean isShutDown(Connection connection) {
        try {
            return connection instanceof RealConnection real && !real.isHealthy(false);
        } catch (LinkageError e) {
            return connection.socket().isClosed();
        }
    }

    /** What one connection has done so far. */
    static final class Use {

        private volatile long answeredNanos;
        private volatile boolean answered;

        /** Notes the headers of an answer. */
        void answered() {
            answeredNanos = System.nanoTime();
            answered = true;
        }

        /** Tells whether the connection has brought an answer already: the server closes only such a one as idle. */
        boolean isReused() {
            return answered;
        }

        /** Tells whether the connection may have been idle: where it isn't known what it did, it may. */
        boolean mayHaveIdled() {
            return !answered || System.nanoTime() - answeredNanos >= LOOK_AFTER_NANOS;
        }
    }

    /** Lets an HTTP/1 connection be silent for as long as its server likes. */
    static void endSilenceLimit(@Nullable Connection used) {
        if (used == null || isMultiplexed(used)) {
            return;
        }
        try {
            used.socket().setSoTimeout(0);
        } catch (SocketException e) {
            // Closed; the reader will see.
        }
    }
}
