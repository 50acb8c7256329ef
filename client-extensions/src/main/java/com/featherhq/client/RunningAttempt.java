package com.featherhq.client;

/** What the interceptors and the retrying call tell each other about one attempt. */
final class RunningAttempt {

    private static final String[] TEXTS = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

    private final RetryingCall<?> call;
    private final int number;
    private final long startNanos;
    private volatile boolean connected;

    RunningAttempt(RetryingCall<?> call, int number, long startNanos) {
        this.call = call;
        this.number = number;
        this.startNanos = startNanos;
    }

    RetryingCall<?> call() {
        return call;
    }

    int number() {
        return number;
    }

    String numberText() {
        return number < TEXTS.length ? TEXTS[number] : Integer.toString(number);
    }

    long startNanos() {
        return startNanos;
    }

    /** Notes that there is a connection: from here on the server may see the request. */
    void connected() {
        connected = true;
    }

    boolean isConnected() {
        return connected;
    }
}
