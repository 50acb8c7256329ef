package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.http.Secrets;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorBodyTest {

    private static final Secrets SECRETS = new Secrets(() -> List.of("k-secret"));

    private static ErrorBody read(String json) {
        return ErrorBody.read(ResponseBody.create(json, MediaType.get("application/json")), SECRETS);
    }

    private static ErrorBody read(byte[] bytes, String type) {
        return ErrorBody.read(ResponseBody.create(bytes, MediaType.parse(type)), SECRETS);
    }

    @Test
    void read_whenBodyIsTheServicesError_takesEveryField() {
        ErrorBody body = read("{\"error\":\"rate_limited\",\"message\":\"Slow down\",\"retryable\":true,"
                + "\"retry_after\":30,\"other\":[{}]}");

        assertThat(body.code()).isEqualTo("rate_limited");
        assertThat(body.message()).isEqualTo("Slow down");
        assertThat(body.retryable()).isTrue();
        assertThat(body.retryAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(body.json()).isTrue();
        assertThat(body.contentType()).isEqualTo("application/json");
        assertThat(body).hasToString("ErrorBody[code=rate_limited]");
    }

    @Test
    void read_whenFieldsAreNullOrOfOtherTypes_skipsThem() {
        ErrorBody body = read("{\"error\":{\"code\":1},\"message\":[],\"retryable\":\"yes\",\"retry_after\":null,"
                + "\"detail\":null}");

        assertThat(body.code()).isNull();
        assertThat(body.message()).isNull();
        assertThat(body.retryable()).isNull();
        assertThat(body.retryAfter()).isNull();
        assertThat(body.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, PT0S", "1.5, PT1.5S", "'\"7\"', PT7S", "-1, PT0S", "1e300, PT876000H", "99999999999, PT876000H"})
    void read_whenRetryAfterIsANumber_bounds(String json, Duration wait) {
        assertThat(read("{\"retry_after\":" + json + "}").retryAfter()).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"NaN\"", "\"soon\"", "\"\"", "{}", "true"})
    void read_whenRetryAfterIsNone_ignoresIt(String json) {
        ErrorBody body = read("{\"retry_after\":" + json + ",\"error\":\"e\"}");

        assertThat(body.retryAfter()).isNull();
        assertThat(body.code()).isEqualTo("e");
    }

    @Test
    void read_whenBodyIsAValidationError_listsViolations() {
        ErrorBody body = read("{\"detail\":[{\"loc\":[\"body\",\"items\",0,\"name\"],\"msg\":\"field required\","
                + "\"type\":\"missing\",\"input\":{\"a\":\"private\"},\"ctx\":{}},{\"loc\":\"x\"},"
                + "{\"loc\":[\"query\",\"a b\",null,\"c\\\"d\"],\"msg\":\"no\"},3]}");

        assertThat(body.violations())
                .extracting(Violation::toString)
                .containsExactly("body.items[0].name: field required", "invalid", "query[\"a b\"][\"c\\\"d\"]: no");
        Violation first = body.violations().get(0);
        assertThat(first.path()).isEqualTo("body.items[0].name");
        assertThat(first.message()).isEqualTo("field required");
        assertThat(first.type()).isEqualTo("missing");
    }

    @Test
    void read_whenThereAreManyViolationsAndSteps_bounds() {
        String steps = "0,".repeat(99) + "0";
        String one = "{\"loc\":[" + steps + "],\"msg\":\"m\"}";
        ErrorBody body = read("{\"detail\":[" + (one + ",").repeat(149) + one + "]}");

        assertThat(body.violations()).hasSize(100);
        assertThat(body.violations().get(0).path()).isEqualTo("[0]".repeat(50));
    }

    @Test
    void read_whenDetailIsASentence_takesItAsMessageUnlessThereIsOne() {
        assertThat(read("{\"detail\":\"Not Found\"}").message()).isEqualTo("Not Found");
        assertThat(read("{\"message\":\"m\",\"detail\":\"d\"}").message()).isEqualTo("m");
    }

    @Test
    void read_whenTextHasSecretsOrLineBreaks_masksAndJoins() {
        ErrorBody body = read("{\"error\":\"a\\u0000b\",\"message\":\"k-secret and fth_live_zzz at"
                + " https://a.example/x?sig=1&k=2\\r\\nnext\\u2028line\"}");

        assertThat(body.code()).isEqualTo("a b");
        assertThat(body.message()).isEqualTo("*** and fth_*** at https://a.example/x?***  next line");
    }

    @Test
    void read_whenTextIsLong_cutsBetweenCharacters() {
        String faces = "\uD83D\uDE00".repeat(600);

        assertThat(read("{\"message\":\"" + faces + "\"}").message()).isEqualTo("\uD83D\uDE00".repeat(500));
        assertThat(read("{\"error\":\"" + "x".repeat(600) + "\"}").code()).hasSize(100);
    }

    @Test
    void read_whenJsonBreaksOff_keepsWhatCameBefore() {
        ErrorBody body = read("{\"error\":\"conflict\",\"message\":\"Busy");

        assertThat(body.code()).isEqualTo("conflict");
        assertThat(body.message()).isNull();
        assertThat(body.json()).isTrue();
    }

    @Test
    void read_whenNestedDeeply_endsThere() {
        ErrorBody body = read("{\"error\":\"e\",\"x\":" + "[".repeat(30_000));

        assertThat(body.code()).isEqualTo("e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>502</html>", "", "null", "[1]", "\"text\"", "\u0000\u0001", "{"})
    void read_whenNoObject_isWithoutFields(String text) {
        ErrorBody body = read(text.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8");

        assertThat(body.code()).isNull();
        assertThat(body.json()).isEqualTo(text.equals("{"));
        assertThat(body.contentType()).isEqualTo("text/html");
        assertThat(body.raw()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16LE, application/json; charset=utf-16le",
        "ISO-8859-1, application/json; charset=iso-8859-1",
        "UTF-8, application/json; charset=none-such",
        "UTF-8, application/json"
    })
    void read_whenCharsetIsNamed_usesItOrUtf8(String charset, String type) {
        byte[] bytes = "{\"message\":\"Größe\"}".getBytes(Charset.forName(charset));

        assertThat(read(bytes, type).message()).isEqualTo("Größe");
    }

    @Test
    void read_whenBodyIsHuge_keeps64KiB() {
        byte[] bytes = ("{\"error\":\"e\",\"x\":\"" + "y".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);

        ErrorBody body = read(bytes, "application/json");

        assertThat(body.raw()).hasSize(65_536);
        assertThat(body.code()).isEqualTo("e");
    }

    @Test
    void read_whenThereIsNoBodyOrType_isEmpty() {
        assertThat(ErrorBody.read(null, SECRETS).raw()).isEmpty();
        assertThat(ErrorBody.read(ResponseBody.create("", null), SECRETS).contentType())
                .isNull();
    }

    @Test
    void read_whenDone_leavesTheBodyToOthers() throws Exception {
        ResponseBody body = ResponseBody.create("{}", null);

        ErrorBody.read(body, SECRETS);

        assertThat(body.string()).isEqualTo("{}");
        assertThat(ErrorBody.read(body, SECRETS).raw()).isEmpty();
    }
}
