package com.featherhq.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * The time of a call through the client against that of the bare interface. The two take turns in short blocks, so that
 * what else the machine does meets both alike; the figures are medians of the blocks.
 */
public final class TimeReport {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int BLOCKS = 400;
    private static final int CALLS = 100;

    private TimeReport() {}

    private interface Call {
        Object make() throws IOException;
    }

    /** Prints a line for each comparison. */
    public static void main(String[] arguments) throws IOException {
        try (Clients clients = new Clients()) {
            compare("sync, retrofit with key : feather", clients::bareWithKey, clients::feather);
            compare("sync, retrofit bare     : feather", clients::bare, clients::feather);
            compare("sync, retrofit stock    : feather", clients::stock, clients::feather);
            compare("sync, failsafe          : feather", clients::failsafe, clients::feather);
            compare("sync, okhttp by hand    : feather", clients::okHttp, clients::feather);
            compare("async, retrofit with key: feather", clients::bareWithKeyAsync, clients::featherAsync);
            compare("async, failsafe         : feather", clients::failsafeAsync, clients::featherAsync);
        }
    }

    private static void compare(String name, Call first, Call second) throws IOException {
        double[][] times = new double[4][BLOCKS];
        for (int block = -100; block < BLOCKS; block++) {
            double[] a = block % 2 == 0 ? time(first) : null;
            double[] b = time(second);
            a = a == null ? time(first) : a;
            if (block >= 0) {
                times[0][block] = a[0];
                times[1][block] = b[0];
                times[2][block] = a[1];
                times[3][block] = b[1];
            }
        }
        System.out.printf(
                "%s  wall %6.1f : %6.1f us, ratio %.3f   caller's CPU %6.1f : %6.1f us, ratio %.3f%n",
                name,
                median(times[0]),
                median(times[1]),
                median(times[1]) / median(times[0]),
                median(times[2]),
                median(times[3]),
                median(times[3]) / median(times[2]));
    }

    private static double[] time(Call call) throws IOException {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            call.make();
        }
        double calls = 1e3 * CALLS;
        return new double[] {(System.nanoTime() - wall) / calls, (THREADS.getCurrentThreadCpuTime() - cpu) / calls};
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
