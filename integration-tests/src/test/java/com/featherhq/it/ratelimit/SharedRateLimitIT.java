package com.featherhq.it.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/**
 * Four JVMs with 64 calls in flight each keep one limit of 6,000 a minute through Redis, against a service that counts every
 * window of 60 s. Redis is away for 20 s and comes back empty; one JVM is killed. Takes about two minutes, since a minute is
 * counted in full.
 *
 * <p>No clock is put wrong: neither the limiter nor its store reads one, which {@code ArchitectureTest} asserts.
 */
final class SharedRateLimitIT {

    static final int LIMIT = 6_000;

    private static final int MACHINES = 4;

    private final List<Machine> machines = new ArrayList<>();

    @Test
    void limit_whenFourJvmsShareIt_isKeptAndUsed() throws Exception {
        int port = freePort();
        RedisServer redis = redis(port);
        redis.start();
        try (LimitedService service = LimitedService.start(LIMIT, Duration.ofMinutes(1))) {
            try {
                for (int i = 1; i <= MACHINES; i++) {
                    machines.add(Machine.start(service.url(), "redis://127.0.0.1:" + port, "m" + i));
                }
                bulkLeavesInteractiveCallsAlone();
                saturatedForAMinute(service);
                redis.stop();
                redisIsAway(service);
                redis = redis(port);
                redis.start();
                redisIsBack(service);
                oneMachineIsKilled(service);
            } finally {
                machines.forEach(Machine::kill);
            }
        } finally {
            redis.stop();
        }
    }

    private void bulkLeavesInteractiveCallsAlone() throws IOException {
        tellAll("lanes 4 60 1000");
        pass(Duration.ofSeconds(3));
        reports();
        pass(Duration.ofSeconds(15));

        long p99 = reports().stream().mapToLong(Report::p99Millis).max().orElseThrow();
        print("p99 wait of interactive calls under bulk load: %d ms", p99);
        assertThat(p99).isLessThan(300);
    }

    private void saturatedForAMinute(LimitedService service) throws IOException {
        tellAll("lanes 64 0 0");
        pass(Duration.ofSeconds(5));
        long start = System.nanoTime();
        pass(Duration.ofMinutes(1));

        List<LimitedService.Arrival> all = service.since(0);
        List<LimitedService.Arrival> minute = service.since(start);
        Map<String, Long> perMachine =
                minute.stream().collect(Collectors.groupingBy(LimitedService.Arrival::machine, Collectors.counting()));
        double used = minute.stream().filter(LimitedService.Arrival::accepted).count() / (double) LIMIT;
        double fairness =
                jain(perMachine.values().stream().mapToLong(Long::longValue).toArray());
        print("used %.1f %% of the limit, fairness %.4f, per machine %s", 100 * used, fairness, perMachine);
        print("most in any minute: %d; 429s: %d", service.mostInAnyWindow(), refused(all));
        assertThat(refused(all)).isZero();
        assertThat(used).isBetween(0.97, 1.0);
        assertThat(fairness).isGreaterThanOrEqualTo(0.98);
        assertThat(reports()).allSatisfy(report -> assertThat(report.failures()).isZero());
    }

    private void redisIsAway(LimitedService service) throws IOException {
        long start = System.nanoTime();
        pass(Duration.ofSeconds(20));

        List<Report> reports = reports();
        print("Redis away: %d requests in 20 s, %s", service.since(start).size(), reports);
        assertThat(reports).allSatisfy(report -> {
            assertThat(report.failures()).isZero();
            assertThat(report.local()).isPositive();
        });
    }

    private void redisIsBack(LimitedService service) throws IOException {
        pass(Duration.ofSeconds(15));

        List<Report> reports = reports();
        print(
                "Redis back: most in any minute %d; 429s: %d, %s",
                service.mostInAnyWindow(), refused(service.since(0)), reports);
        assertThat(reports).allSatisfy(report -> {
            assertThat(report.failures()).isZero();
            assertThat(report.back()).isEqualTo(1);
        });
        assertThat(service.mostInAnyWindow()).isLessThan(LIMIT * 11 / 10);
    }

    private void oneMachineIsKilled(LimitedService service) throws IOException {
        machines.remove(0).kill();
        pass(Duration.ofSeconds(5)); // The moments that it had reserved pass unused.
        long start = System.nanoTime();
        pass(Duration.ofSeconds(5));

        int requests = service.since(start).size();
        print("One of four killed: the others send %.1f a second", requests / 5.0);
        assertThat(requests).isGreaterThan((int) (0.93 * LIMIT / 60 * 5));
        assertThat(reports()).allSatisfy(report -> assertThat(report.failures()).isZero());
    }

    private static long refused(List<LimitedService.Arrival> arrivals) {
        return arrivals.stream().filter(arrival -> !arrival.accepted()).count();
    }

    /** Jain's index: 1 if all have the same, 1/n if one has everything. */
    private static double jain(long... values) {
        double sum = 0;
        double squares = 0;
        for (long value : values) {
            sum += value;
            squares += (double) value * value;
        }
        return sum * sum / (values.length * squares);
    }

    private static void print(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }

    /** What is measured is a rate, so time has to pass. */
    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void tellAll(String line) {
        machines.forEach(machine -> machine.tell(line));
    }

    private List<Report> reports() throws IOException {
        List<Report> reports = new ArrayList<>();
        for (Machine machine : machines) {
            machine.tell("report");
            reports.add(Report.of(machine.hear()));
        }
        return reports;
    }

    private static RedisServer redis(int port) {
        try {
            return RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
        } catch (IOException | RuntimeException e) {
            return Assumptions.abort("No Redis binary for " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + ": " + e.getMessage());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private record Report(int failures, long p99Millis, int reserved, int local, int back) {

        static Report of(String line) {
            String[] words = line.split(" ", -1);
            return new Report(
                    Integer.parseInt(words[0]),
                    Long.parseLong(words[1]),
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    Integer.parseInt(words[4]));
        }
    }

    private record Machine(Process process, PrintStream input, BufferedReader output) {

        static Machine start(String service, String redis, String name) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LimitedMachine.class.getName(),
                            service,
                            redis,
                            name)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            PrintStream input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            Machine machine = new Machine(process, input, output);
            assertThat(machine.hear()).isEqualTo("ready");
            return machine;
        }

        void tell(String line) {
            input.println(line);
        }

        String hear() throws IOException {
            String line = output.readLine();
            if (line == null) {
                throw new AssertionError("A machine ended by itself.");
            }
            return line;
        }

        void kill() {
            process.destroyForcibly();
        }
    }
}
