package com.featherhq.it.recordings;

import java.util.Random;

/** Audio of any length without memory for it: a block that repeats with a length that nothing else has. */
final class Pattern {

    private static final int PERIOD = 1_048_573;
    private static final byte[] BLOCK = new byte[PERIOD + 64 * 1024];

    static {
        byte[] period = new byte[PERIOD];
        new Random(6).nextBytes(period);
        for (int i = 0; i < BLOCK.length; i++) {
            BLOCK[i] = period[i % PERIOD];
        }
    }

    /** How much can be had at a time. */
    static final int CHUNK = 64 * 1024;

    private Pattern() {}

    static byte[] block() {
        return BLOCK;
    }

    /** Returns where in {@link #block()} the bytes from {@code position} on begin; {@link #CHUNK} of them are there. */
    static int indexOf(long position) {
        return (int) (position % PERIOD);
    }

    static boolean matches(long position, byte[] bytes, int length) {
        int from = indexOf(position);
        return java.util.Arrays.equals(BLOCK, from, from + length, bytes, 0, length);
    }
}
