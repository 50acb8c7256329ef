package com.featherhq.client.http;

import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * Carries what was thrown through code that expects an {@link IOException}, as its cause. The one place that knows how OkHttp,
 * Retrofit and Kotlin treat anything else.
 */
public final class UndeclaredException extends IOException {

    private static final long serialVersionUID = 1L;

    /** How OkHttp reports, on an asynchronous call, that an interceptor threw something unchecked. */
    private static final String INTERCEPTOR_CRASHED = "canceled due to ";

    private UndeclaredException(Throwable cause) {
        super("an undeclared " + cause.getClass().getName(), cause);
    }

    /**
     * Returns an {@code IOException} in place of {@code thrown}.
     *
     * <p>OkHttp 5 lets the {@code InterruptedException} of its connecting out, undeclared as Kotlin allows, with the flag
     * cleared: it becomes an {@link InterruptedIOException}, and the flag is set. Retrofit lets an {@code Error} in a converter
     * end OkHttp's thread, and nobody hears of the call again: carried in this exception it ends the call.
     */
    public static IOException of(Throwable thrown) {
        if (!(thrown instanceof InterruptedException)) {
            return new UndeclaredException(thrown);
        }
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(thrown);
        return interrupted;
    }

    /** Returns what {@code failure} carries: by {@link #of}, or as OkHttp wraps what an interceptor threw; else itself. */
    public static Throwable unwrapped(Throwable failure) {
        if (failure instanceof UndeclaredException && failure.getCause() != null) {
            return failure.getCause();
        }
        boolean crashed = failure instanceof IOException
                && String.valueOf(failure.getMessage()).startsWith(INTERCEPTOR_CRASHED);
        if (crashed && failure.getCause() != null) {
            return failure.getCause(); // OkHttp 5.
        }
        return crashed && failure.getSuppressed().length > 0 ? failure.getSuppressed()[0] : failure;
    }
}
