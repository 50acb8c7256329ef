package com.featherhq.client.retry;

import com.featherhq.client.http.DaemonThreads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Looks names up on a thread of its own, so that a call need not wait for it longer than it may: the JVM's lookup knows no
 * timeout. Several calls that want the same name at a time share one lookup. A lookup that nobody waits for any more ends by
 * itself. OkHttp looks up only what it connects to.
 */
record CallDns(Dns delegate) implements Dns {

    /** How often a waiting call looks whether it is over. */
    private static final long GLANCE_MILLIS = 10;

    private static final Executor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), new DaemonThreads("feather-dns"));

    private static final Map<Name, CompletableFuture<List<InetAddress>>> RUNNING = new ConcurrentHashMap<>();

    /** What is looked up, and by whom. */
    private record Name(Dns dns, String host) {}

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> known = ConnectTime.known(host);
        if (known != null) {
            return known;
        }
        List<InetAddress> found = await(host, ConnectTime.currentCall());
        ConnectTime.found(host, found);
        return found;
    }

    private List<InetAddress> await(String host, @Nullable Call call) throws UnknownHostException {
        CompletableFuture<List<InetAddress>> lookup = RUNNING.computeIfAbsent(new Name(delegate, host), this::start);
        try {
            while (true) {
                try {
                    return lookup.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (call != null && call.isCanceled()) {
                        throw new UnknownHostException(host + ": the call ended before its lookup");
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host + ": the thread was interrupted in its lookup");
        } catch (ExecutionException e) {
            throw failure(host, e.getCause());
        }
    }

    private CompletableFuture<List<InetAddress>> start(Name name) {
        CompletableFuture<List<InetAddress>> lookup = new CompletableFuture<>();
        THREADS.execute(() -> {
            try {
                lookup.complete(name.dns().lookup(name.host()));
            } catch (Throwable e) {
                lookup.completeExceptionally(e);
            } finally {
                RUNNING.remove(name, lookup);
            }
        });
        return lookup;
    }

    /** An exception of one's own for each call that waited: calls add to it what they suppress. */
    private static UnknownHostException failure(String host, @Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        UnknownHostException own = new UnknownHostException(cause == null ? host : cause.getMessage());
        own.initCause(cause);
        return own;
    }
}
