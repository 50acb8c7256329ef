package com.featherhq.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Bytes that the calling thread allocates for one synchronous call; exact, and not disturbed by a busy machine. */
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
            print("retrofit, stock gson converter", clients::stock);
            print("retrofit, our converter", clients::bare);
            print("retrofit, our converter, key", clients::bareWithKey);
            print("failsafe", clients::failsafe);
            print("feather", clients::feather);
            print("feather, client.execute", clients::featherExecute);
        }
    }

    private static void print(String name, Call call) throws IOException {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 6; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.make();
            }
            best = Math.min(best, (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS);
        }
        System.out.printf("%-32s %,8d bytes%n", name, best);
    }
}
