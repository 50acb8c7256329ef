package com.featherhq.client.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the failures of the network from those of code that runs inside OkHttp: interceptors, proxy selectors, {@code Dns},
 * event listeners. What the network does is an {@link IOException} that OkHttp or the JDK has made; the stack says who did.
 */
public final class ThrownByCode {

    private static final String[] PLATFORM = {"java.", "javax.", "jdk.", "sun.", "com.sun.", "kotlin.", "libcore."};
    private static final String[] CLIENT = {
        "okhttp3.",
        "okio.",
        "retrofit2.",
        "com.featherhq.json.",
        "com.featherhq.client.auth.",
        "com.featherhq.client.http.",
        "com.featherhq.client.retry."
    };

    private ThrownByCode() {}

    /**
     * Returns for example {@code com.acme.Signing.intercept threw java.lang.IllegalStateException}, or null for a failure of the
     * network.
     */
    public static @Nullable String describe(Throwable failure) {
        if (isOfNetwork(failure)) {
            return null;
        }
        String thrower = thrower(failure);
        if (thrower == null && failure instanceof IOException) {
            return null;
        }
        return (thrower == null ? "the HTTP client" : thrower) + " threw "
                + failure.getClass().getName();
    }

    private static boolean isOfNetwork(Throwable failure) {
        return failure instanceof SocketException
                || failure instanceof UnknownHostException
                || failure instanceof InterruptedIOException
                || failure instanceof ProtocolException
                || failure instanceof SSLException;
    }

    /** Returns the method that called into the platform or threw itself; null if it is one of OkHttp or of this client. */
    private static @Nullable String thrower(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            String type = frame.getClassName();
            if (!startsWithAny(type, PLATFORM)) {
                return startsWithAny(type, CLIENT) ? null : type + "." + frame.getMethodName();
            }
        }
        return null;
    }

    private static boolean startsWithAny(String name, String... prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
