package com.featherhq.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Bytes that one call allocates on all threads, the server's included, which is the same little for all. Not disturbed by a
 * busy machine: the least of some rounds is exact to about 100 bytes.
 */
public final class AllocationReport {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 5_000;

    private AllocationReport() {}

    private interface Call {
        Object make() throws IOException;
    }

    /** Prints a line for each way to make the call. */
    public static void main(String[] arguments) throws IOException {
        try (Clients clients = new Clients()) {
            print("okhttp by hand", clients::okHttp);
            print("retrofit, stock Gson converter", clients::stock);
            print("retrofit, our converter", clients::bare);
            print("retrofit, our converter, key", clients::bareWithKey);
            print("failsafe, our converter, key", clients::failsafe);
            print("feather", clients::feather);
            print("feather, client.execute", clients::featherExecute);
            print("async: retrofit", clients::bareAsync);
            print("async: retrofit, key", clients::bareWithKeyAsync);
            print("async: failsafe, key", clients::failsafeAsync);
            print("async: feather", clients::featherAsync);
            print("async: feather, executeAsync", clients::featherExecuteAsync);
        }
    }

    private static void print(String name, Call call) throws IOException {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = allocated();
            for (int i = 0; i < CALLS; i++) {
                call.make();
            }
            best = Math.min(best, (allocated() - before) / CALLS);
        }
        System.out.printf("%-32s %,8d bytes%n", name, best);
    }

    private static long allocated() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .sum();
    }
}
