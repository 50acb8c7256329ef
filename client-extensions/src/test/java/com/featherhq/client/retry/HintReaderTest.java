package com.featherhq.client.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.retry.Attempt.DelaySource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrofit2.Response;

final class HintReaderTest {

    private static final String DATE = "Sun, 01 Mar 2026 10:00:00 GMT";

    private final HintReader reader = new HintReader(Clock.fixed(FakeTime.START, ZoneOffset.UTC), BodyHints::of);

    @ParameterizedTest(name = "Retry-After: {0}, Date: {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0                             |                               | PT0S",
                "7                             |                               | PT7S",
                "007                           |                               | PT7S",
                "86400                         |                               | PT24H",
                "1.5                           |                               | PT1.5S",
                "+1                            |                               | PT1S",
                "1, 1                          |                               | PT1S",
                "3,7                           |                               | PT7S",
                "99999999999                   |                               | PT876000H",
                "99999999999999999999999999    |                               | PT876000H",
                // Against the response's own Date: two hours behind the local clock here.
                "Sun, 01 Mar 2026 10:00:05 GMT | Sun, 01 Mar 2026 10:00:00 GMT | PT5S",
                "Sun, 01 Mar 2026 09:00:00 GMT | Sun, 01 Mar 2026 10:00:00 GMT | PT0S",
                "Mon, 02 Mar 2026 10:00:00 GMT | Sun, 01 Mar 2026 10:00:00 GMT | PT24H",
                // No Date, or none that can be read: the local clock.
                "Sun, 01 Mar 2026 12:00:05 GMT |                               | PT5S",
                "Sun, 01 Mar 2026 12:00:05 GMT | yesterday                     | PT5S",
                // Garbage is no hint.
                "soon                          |                               | NONE",
                "-1                            |                               | NONE",
                "1.2.3                         |                               | NONE",
                "+                             |                               | NONE",
                "1, soon                       |                               | NONE",
                "''                            |                               | NONE",
                "٣                             |                               | NONE",
            })
    void read_whenRetryAfterHeader_understandsBothForms(String retryAfter, @Nullable String date, String expected) {
        okhttp3.Headers.Builder headers = new okhttp3.Headers.Builder().addUnsafeNonAscii("Retry-After", retryAfter);
        if (date != null) {
            headers.add("Date", date);
        }

        ServerHints hints = reader.read(response(headers.build(), "{}"));

        assertThat(hints.delay()).isEqualTo(expected.equals("NONE") ? null : Duration.parse(expected));
        assertThat(hints.retryable()).isNull();
    }

    @ParameterizedTest(name = "{0}: retryable {1}, retry after {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":\"x\",\"message\":\"y\"}                       |       |",
                "{\"retryable\":true}                                      | true  |",
                "{\"retryable\":false,\"retry_after\":null}                | false |",
                "{\"retryable\":null,\"retry_after\":3}                    |       | PT3S",
                "{\"error\":{\"deep\":[1]},\"retry_after\":\"2\",\"retryable\":true} | true | PT2S",
                "{\"retry_after\":0.25}                                    |       | PT0.25S",
                "{\"retry_after\":-5}                                      |       | PT0S",
                "{\"retry_after\":1e400}                                   |       | PT876000H",
                "{\"retry_after\":\"NaN\"}                                 |       |",
                "{\"retry_after\":\"later\"}                               |       |",
                "{\"retry_after\":[1]}                                     |       |",
                "{\"retryable\":\"true\"}                                  |       |",
                "{\"retryable\":true,\"mess                                | true  |",
                "[{\"retryable\":true}]                                    |       |",
                "<html>503</html>                                          |       |",
                "''                                                        |       |",
            })
    void read_whenErrorBody_takesWhatIsThere(String body, @Nullable Boolean retryable, @Nullable Duration delay) {
        ServerHints hints = reader.read(response(okhttp3.Headers.of(), body));

        assertThat(hints.retryable()).isEqualTo(retryable);
        assertThat(hints.delay()).isEqualTo(delay);
    }

    @Test
    void read_whenHeaderAndBody_takesTheLargerAndItsSource() {
        assertThat(reader.read(response(okhttp3.Headers.of("Retry-After", "2"), "{\"retry_after\":5}")))
                .isEqualTo(new ServerHints(null, Duration.ofSeconds(5), DelaySource.ERROR_BODY));
        assertThat(reader.read(response(okhttp3.Headers.of("Retry-After", "9"), "{\"retry_after\":5}")))
                .isEqualTo(new ServerHints(null, Duration.ofSeconds(9), DelaySource.RETRY_AFTER_HEADER));
    }

    @Test
    void read_always_leavesTheBodyToTheCaller() throws IOException {
        String text = "{\"retryable\":true,\"message\":\"" + "x".repeat(100_000) + "\"}";
        Response<?> response = response(okhttp3.Headers.of("Date", DATE), text);

        assertThat(reader.read(response).saysRetry()).isTrue();

        assertThat(body(response).string()).isEqualTo(text);
    }

    @Test
    void read_whenHintIsBeyondTheBound_ignoresIt() {
        String text = "{\"message\":\"" + "x".repeat(20_000) + "\",\"retryable\":true}";

        assertThat(reader.read(response(okhttp3.Headers.of(), text)).retryable())
                .isNull();
    }

    private static ResponseBody body(Response<?> response) {
        return java.util.Objects.requireNonNull(response.errorBody());
    }

    private static Response<?> response(okhttp3.Headers headers, String body) {
        okhttp3.Response raw = new okhttp3.Response.Builder()
                .request(new Request.Builder().url("http://localhost/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(503)
                .message("Service Unavailable")
                .headers(headers)
                .build();
        return Response.error(ResponseBody.create(body, MediaType.get("application/json")), raw);
    }
}
