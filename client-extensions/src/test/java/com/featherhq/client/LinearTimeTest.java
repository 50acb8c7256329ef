package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.http.RetryAfter;
import com.featherhq.client.http.Secrets;
import com.featherhq.json.DriftListener;
import com.featherhq.json.FeatherJson;
import com.featherhq.model.RecordingPlaybackResponse;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Type;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import retrofit2.Converter;
import retrofit2.Retrofit;

/**
 * What is read of a response takes time in proportion to its size, whatever is in it. Measured by the time of the processor that
 * the thread gets, since a busy machine doesn't change that much: for sixteen times the input linear takes 16 times as
 * long, quadratic 256 times.
 */
final class LinearTimeTest {

    private static final int SMALL = 1 << 15;
    private static final int GROWTH = 16;
    private static final int MOST = 70;

    /** Below this it's the machine that is measured. */
    private static final long LEAST_NANOS = 300_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Secrets SECRETS = new Secrets(() -> List.of("fth_live_0123456789", "aaaaaaaaab"));
    private static final Retrofit RETROFIT =
            new Retrofit.Builder().baseUrl("http://localhost/").build();

    private static Arguments row(String name, IntFunction<String> input, Consumer<String> parser) {
        return Arguments.of(name, input, parser);
    }

    private static IntFunction<String> times(String text) {
        return size -> text.repeat(size / text.length());
    }

    private static IntFunction<String> around(String before, IntFunction<String> text, String after) {
        return size -> before + text.apply(size) + after;
    }

    /** Many properties, each of another name. */
    private static String properties(int size) {
        StringBuilder all = new StringBuilder("\"first\":1");
        IntStream.range(0, size / 12).forEach(i -> all.append(",\"u").append(i).append("\":1"));
        return all.toString();
    }

    static Stream<Arguments> parsers() {
        Type playback = RecordingPlaybackResponse.class;
        Type byName = new TypeToken<Map<String, RecordingPlaybackResponse>>() {}.getType();
        Consumer<String> model = json -> read(json, playback, null);
        Consumer<String> observed = json -> read(json, playback, new DriftCounter());
        Consumer<String> map = json -> read(json, byName, new DriftCounter());
        Consumer<String> plainMap = json -> read(json, byName, null);
        Consumer<String> error = body -> new ErrorBodyReader(body, SECRETS).read("application/json");
        IntFunction<String> longNameThenMany =
                size -> "{\"" + "n".repeat(size / 2) + "\":{" + properties(size / 2) + "}}";
        IntFunction<String> longNameThenUnreadable =
                size -> "{\"" + "n".repeat(size / 2) + "\":{\"bytes\":{}" + ",\"bytes\":{}".repeat(size / 24) + "}}";
        return Stream.of(
                row("digits of an integer", around("{\"bytes\":", times("7"), "}"), model),
                row("digits of an integer as text", around("{\"bytes\":\"", times("7"), "\"}"), model),
                row("a text", around("{\"status\":\"", times("a"), "\"}"), model),
                row("escapes", around("{\"status\":\"", times("\\u0041"), "\"}"), model),
                row("white space", around("{", times(" "), "}"), model),
                row("a name", around("{\"", times("n"), "\":1}"), observed),
                row("properties", size -> "{" + properties(size) + "}", observed),
                row("elements", around("{\"x\":[1", times(",1"), "]}"), observed),
                row("a long name, then many", longNameThenMany, map),
                row("a long name, then unreadable ones", longNameThenUnreadable, plainMap),
                row("what only looks like URLs", times(":// "), SECRETS::mask),
                row("URLs", times("http://a?b "), SECRETS::mask),
                row("a URL", around("http://a?", times("b"), ""), SECRETS::mask),
                row("beginnings of keys", times("fth_ "), SECRETS::mask),
                row("a key but for its end", times("a"), SECRETS::mask),
                row("error: its message", around("{\"message\":\"", times(":// "), "\"}"), error),
                row("error: white space", around("{\"message\":\"", times(" "), "\"}"), error),
                row("error: wait", around("{\"retry_after\":\"", times("7"), "\"}"), error),
                row("error: violations", around("{\"detail\":[{}", times(",{\"loc\":[\"a\",1]}"), "]}"), error),
                row("error: a place", around("{\"detail\":[{\"loc\":[1", times(",\"a.b\""), "]}]}"), error),
                row("error: an unknown property", around("{\"x\":[1", times(",{\"a\":[]}"), "]}"), error),
                row("Retry-After: digits", times("7"), LinearTimeTest::retryAfter),
                row("Retry-After: numbers", around("1", times(",1"), ""), LinearTimeTest::retryAfter),
                row("Retry-After: a date", times("Wed, "), LinearTimeTest::retryAfter));
    }

    private static void retryAfter(String value) {
        RetryAfter.of(Headers.of("Retry-After", value), Clock.systemUTC());
    }

    private static void read(String json, Type type, @Nullable DriftListener listener) {
        Converter<ResponseBody, ?> converter =
                FeatherJson.converterFactory(listener).responseBodyConverter(type, new Annotation[0], RETROFIT);
        try {
            converter.convert(ResponseBody.create(json, MediaType.get("application/json")));
        } catch (IOException e) {
            // Refused, which is as good.
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parsers")
    void parser_whenTheInputGrows_takesTimeInProportion(
            String name, IntFunction<String> input, Consumer<String> parser) {
        String small = input.apply(SMALL);
        String large = input.apply(SMALL * GROWTH);
        time(small, parser); // Warms up.

        long few = Math.max(LEAST_NANOS, time(small, parser));
        long many = time(large, parser);

        assertThat(many / few).as("%d ns for %d times %d ns", many, GROWTH, few).isLessThan(MOST);
    }

    /** The least of some tries. */
    private static long time(String input, Consumer<String> parser) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            parser.accept(input);
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
        }
        return least;
    }
}
