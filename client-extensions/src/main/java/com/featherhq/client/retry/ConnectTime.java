package com.featherhq.client.retry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The time that a call has for the addresses of a name: each gets its share of what the attempt has left, so that those
 * where nobody answers don't use up the time of the one that works. OkHttp 4 tries one after the other, each for the whole
 * connect timeout; OkHttp 5 begins the next after 250 ms.
 *
 * <p>How many addresses there are is known when OkHttp looks up the name, which is when it is about to connect. So the
 * lookup then sends the request back to {@link #proceed}, which starts over with a shorter connect timeout; the answer of
 * the lookup is kept. One object for each thread: OkHttp looks up names on the thread that runs the call.
 */
final class ConnectTime {

    private static final ThreadLocal<ConnectTime> CURRENT = ThreadLocal.withInitial(ConnectTime::new);

    private @Nullable Call call;
    private int connectMillis;
    private @Nullable String host;
    private @Nullable List<InetAddress> addresses;

    private ConnectTime() {}

    static Response proceed(Interceptor.Chain chain, Request request) throws IOException {
        ConnectTime time = CURRENT.get();
        Call outer = time.call;
        int outerMillis = time.connectMillis;
        time.begin(chain.call(), chain.connectTimeoutMillis());
        try {
            return chain.proceed(request);
        } catch (Shorter e) {
            return chain.withConnectTimeout(e.millis, TimeUnit.MILLISECONDS).proceed(request);
        } finally {
            time.begin(outer, outerMillis);
        }
    }

    private void begin(@Nullable Call next, int nextMillis) {
        call = next;
        connectMillis = nextMillis;
        host = null;
        addresses = null;
    }

    /** Returns the call that this thread runs, or null if it is none of ours. */
    static @Nullable Call currentCall() {
        return CURRENT.get().call;
    }

    /** Returns what was looked up for the running call already, or null if nothing was. */
    static @Nullable List<InetAddress> known(String host) {
        ConnectTime time = CURRENT.get();
        return host.equals(time.host) ? time.addresses : null;
    }

    /**
     * Notes what was looked up.
     *
     * @throws UnknownHostException to start over, if all these addresses together could take longer than the call may
     */
    static void found(String host, List<InetAddress> addresses) throws UnknownHostException {
        ConnectTime time = CURRENT.get();
        Call call = time.call;
        if (call == null || addresses.size() < 2 || time.host != null) {
            return;
        }
        long millis = Math.max(1, millisLeft(call.timeout()) / addresses.size());
        if (millis >= time.connectMillis && time.connectMillis != 0) {
            return;
        }
        time.host = host;
        time.addresses = addresses;
        throw new Shorter((int) Math.min(millis, Integer.MAX_VALUE));
    }

    private static long millisLeft(Timeout timeout) {
        long left = Long.MAX_VALUE;
        if (timeout.timeoutNanos() > 0) {
            left = timeout.timeoutNanos();
        }
        if (timeout.hasDeadline()) {
            left = Math.min(left, timeout.deadlineNanoTime() - System.nanoTime());
        }
        return TimeUnit.NANOSECONDS.toMillis(left);
    }

    /** Leads back to {@link #proceed}. */
    private static final class Shorter extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        private final int millis;

        Shorter(int millis) {
            super("connect timeout of " + millis + " ms for each address");
            this.millis = millis;
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
