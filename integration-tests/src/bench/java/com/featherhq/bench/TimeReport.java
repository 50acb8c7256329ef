package com.featherhq.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The time of a call by each of the ways to make it. They take turns in short blocks, in an order drawn anew for each
 * round, so that what else the machine does, and what the compiler learns, meets all of them alike; JMH runs one after
 * the other and shows the machine's load instead. The lower quartile of the blocks is what a call takes when the machine
 * is ours; the median is what it took.
 */
public final class TimeReport {

    private static final int WARM_UP = 100;
    private static final int ROUNDS = 400;
    private static final int CALLS = 100;

    private TimeReport() {}

    private interface Call {
        Object make() throws IOException;
    }

    /** Prints two tables: synchronous calls, and asynchronous ones one at a time. */
    public static void main(String[] arguments) throws IOException {
        try (Clients clients = new Clients()) {
            Map<String, Call> sync = new LinkedHashMap<>();
            sync.put("retrofit, key", clients::bareWithKey);
            sync.put("retrofit", clients::bare);
            sync.put("retrofit, stock", clients::stock);
            sync.put("failsafe, key", clients::failsafe);
            sync.put("okhttp by hand", clients::okHttp);
            sync.put("feather", clients::feather);
            report("synchronous", sync);
            Map<String, Call> async = new LinkedHashMap<>();
            async.put("retrofit, key", clients::bareWithKeyAsync);
            async.put("failsafe, key", clients::failsafeAsync);
            async.put("feather", clients::featherAsync);
            report("asynchronous", async);
        }
    }

    private static void report(String title, Map<String, Call> calls) throws IOException {
        Map<String, double[]> times = measure(calls);
        double[] feather = times.get("feather");
        System.out.printf("%-16s lower quartile, median of a call in us; feather in ratio to it%n", title);
        times.forEach((name, time) -> System.out.printf(
                "%-16s %7.1f %7.1f   %.3f  %.3f%n",
                name,
                quantile(time, 4),
                quantile(time, 2),
                quantile(feather, 4) / quantile(time, 4),
                quantile(feather, 2) / quantile(time, 2)));
    }

    private static Map<String, double[]> measure(Map<String, Call> calls) throws IOException {
        Map<String, double[]> times = new LinkedHashMap<>();
        calls.keySet().forEach(name -> times.put(name, new double[ROUNDS]));
        List<String> order = new ArrayList<>(calls.keySet());
        Random random = new Random(1);
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            Collections.shuffle(order, random);
            for (String name : order) {
                double time = time(calls.get(name));
                if (round >= 0) {
                    times.get(name)[round] = time;
                }
            }
        }
        times.values().forEach(Arrays::sort);
        return times;
    }

    private static double time(Call call) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            call.make();
        }
        return (System.nanoTime() - start) / (1e3 * CALLS);
    }

    private static double quantile(double[] sorted, int part) {
        return sorted[sorted.length / part];
    }
}
