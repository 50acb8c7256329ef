package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.auth.Origin;
import com.featherhq.client.http.Secrets;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import retrofit2.Response;

/** Mutated error bodies and headers, by seed: always an exception of ours, of bounded size, at bounded cost. */
final class ErrorBodyFuzzTest {

    private static final int ROUNDS = 100_000;

    /** Until here, loading classes and tables is part of what a round allocates. */
    private static final int WARM_UP = 5_000;

    /** Measured: 16 kB a round on average, 1.9 MB for the worst, a {@code Location} of 220 kB. */
    private static final long MOST_BYTES_PER_ROUND = 4 << 20;

    private static final List<String> SEEDS = List.of(
            "{\"error\":\"rate_limited\",\"message\":\"Slow down\",\"retryable\":true,\"retry_after\":30}",
            "{\"error\":\"authentication_required\",\"message\":\"Key k-secret at https://a.example/x?sig=1\"}",
            "{\"detail\":[{\"loc\":[\"body\",\"items\",0,\"name\"],\"msg\":\"field required\",\"type\":\"missing\","
                    + "\"input\":{\"a\":[1,2,{\"b\":null}]},\"ctx\":{\"limit\":1e9}}]}",
            "{\"detail\":\"Not Found\"}",
            "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
            "");

    private static final List<String> PIECES = List.of(
            "[",
            "{",
            "}",
            "]",
            "\"",
            "\\",
            ",",
            ":",
            "null",
            "true",
            "-",
            "1e999999999",
            "\\u0000",
            "\\ud83d",
            "\uFEFF",
            "://",
            "?",
            "fth_",
            "http://",
            "\"detail\":[",
            "\"loc\":[",
            "\"retry_after\":",
            "NaN",
            "/*",
            "#",
            "'",
            "=",
            ";");

    private static final List<String> TYPES =
            List.of("application/json", "application/json; charset=utf-16", "text/html; charset=iso-8859-1", "", ";;;");

    /** The JDK takes long to look these up. */
    private static final List<String> RARE_TYPES = List.of(
            "a/b; charset=\"",
            "application/json; charset=utf-32",
            "text/plain; charset=none",
            "image/png; charset=ISO-2022-KR");

    private static final int[] STATUSES = {300, 301, 304, 307, 400, 401, 403, 404, 409, 418, 422, 429, 500, 503, 599};

    private static final CallFacts CALL =
            new CallFacts(new Operation("A.b", "GET", "a"), new Origin("https", "a", 443), List.of());

    private static final Secrets SECRETS = new Secrets(() -> List.of("k-secret"));

    private final Random random = new Random(20_260_101);

    @Test
    void parse_whenInputIsMutated_staysWithinBounds() {
        long worst = 0;
        long allocated = 0;
        long nanos = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Response<?> response = response(mutant());
            long before = allocated();
            long start = cpuNanos();
            ServiceException failure = Failures.of(ServiceAnswer.of(CALL, response, SECRETS));
            nanos += cpuNanos() - start;
            long cost = allocated() - before;
            allocated += cost;
            worst = round < WARM_UP ? 0 : Math.max(worst, cost);
            check(failure);
        }
        System.out.printf(
                "%d mutated error bodies: %d ms of CPU, %d B allocated on average, %d B at most%n",
                ROUNDS, nanos / 1_000_000, allocated / ROUNDS, worst);
        assertThat(worst).isLessThan(MOST_BYTES_PER_ROUND);
    }

    private void check(ServiceException failure) {
        assertThat(failure.getMessage().length()).isLessThan(8_000);
        assertThat(failure.getMessage()).doesNotContain("k-secret").doesNotContain("\n");
        assertThat(failure.rawBody().length()).isLessThanOrEqualTo(64 * 1024);
    }

    private Response<?> response(byte[] body) {
        MediaType type = MediaType.parse(pick(random.nextInt(100) == 0 ? RARE_TYPES : TYPES));
        okhttp3.Response raw = new okhttp3.Response.Builder()
                .request(new Request.Builder().url("https://a/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(STATUSES[random.nextInt(STATUSES.length)])
                .message("")
                .headers(headers())
                .build();
        return Response.error(ResponseBody.create(body, type), raw);
    }

    private Headers headers() {
        return new Headers.Builder()
                .addUnsafeNonAscii(
                        "x-request-id",
                        new String(mutant(), StandardCharsets.ISO_8859_1).replaceAll("[\\x00-\\x1f]", " "))
                .addUnsafeNonAscii(
                        "Location", new String(mutant(), StandardCharsets.ISO_8859_1).replaceAll("[\\x00-\\x1f]", " "))
                .build();
    }

    private byte[] mutant() {
        StringBuilder text = new StringBuilder(pick(SEEDS));
        for (int i = random.nextInt(8); i > 0; i--) {
            mutate(text);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private void mutate(StringBuilder text) {
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(6)) {
            case 0 -> text.insert(at, pick(PIECES));
            case 1 -> text.insert(at, pick(PIECES).repeat(random.nextInt(300)));
            case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
            case 3 -> text.setLength(at);
            case 4 -> text.append(pick(SEEDS));
            default -> text.insert(at, (char) random.nextInt(0x3000));
        }
        if (random.nextInt(5_000) == 0) {
            text.insert(at, pick(PIECES).repeat(20_000));
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
