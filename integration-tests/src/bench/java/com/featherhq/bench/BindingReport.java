package com.featherhq.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link JsonBenchmark} measures, as ratios to plain Gson in CPU time and in bytes: the three take turns within each
 * round, so that a machine that does other work as well disturbs all of them alike.
 */
public final class BindingReport {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<String> BINDINGS = List.of("stock", "generated", "reflective");
    private static final int WARM_UP = 100;
    private static final int ROUNDS = 200;

    private BindingReport() {}

    private interface Action {
        Object run(JsonBenchmark benchmark) throws IOException;
    }

    /** Prints a line for each binding and direction. */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        print("read", JsonBenchmark::read);
        print("write", JsonBenchmark::write);
    }

    private static void print(String name, Action action) throws IOException, ReflectiveOperationException {
        JsonBenchmark[] benchmarks = new JsonBenchmark[BINDINGS.size()];
        for (int i = 0; i < benchmarks.length; i++) {
            benchmarks[i] = new JsonBenchmark();
            benchmarks[i].binding = BINDINGS.get(i);
            benchmarks[i].prepare();
        }
        double[][] nanos = new double[benchmarks.length][ROUNDS];
        double[] bytes = new double[benchmarks.length];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < benchmarks.length; i++) {
                long allocated = THREADS.getCurrentThreadAllocatedBytes();
                long start = THREADS.getCurrentThreadCpuTime();
                action.run(benchmarks[i]);
                if (round >= 0) {
                    nanos[i][round] = THREADS.getCurrentThreadCpuTime() - start;
                    bytes[i] = THREADS.getCurrentThreadAllocatedBytes() - allocated;
                }
            }
        }
        for (int i = 0; i < benchmarks.length; i++) {
            System.out.printf(
                    "%-5s %-10s  CPU %6.0f us, %.2f of stock; %,d bytes, %.3f of stock%n",
                    name,
                    BINDINGS.get(i),
                    median(nanos[i]) / 1_000,
                    median(nanos[i]) / median(nanos[0]),
                    (long) bytes[i],
                    bytes[i] / bytes[0]);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
