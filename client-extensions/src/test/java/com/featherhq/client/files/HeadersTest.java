package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    private static final String DATE = "Mon, 23 Nov 2026 10:00:00 GMT";

    @Test
    void contentRange_whenSound_isRead() {
        assertThat(range("bytes 5-9/10")).isEqualTo(new StoredVersion.ContentRange(5, 9, 10L));
        assertThat(range("bytes 0-0/*")).isEqualTo(new StoredVersion.ContentRange(0, 0, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes */10",
                "bytes 9-5/10",
                "bytes 5-10/10",
                "items 5-9/10",
                "bytes 5-9",
                "bytes x"
            })
    void contentRange_whenNotSound_isNone(String header) {
        assertThat(range(header)).isNull();
    }

    @Test
    void contentRange_whenAbsent_isNone() {
        assertThat(StoredVersion.ContentRange.of(response())).isNull();
    }

    @Test
    void validator_whenTheETagIsStrong_isIt() {
        assertThat(StoredVersion.validator(response("ETag", "\"a-1\"", "Date", DATE, "Last-Modified", DATE)))
                .isEqualTo("\"a-1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"a\"", "a", "\"", "\"a b\"", "\"a\"b\""})
    void validator_whenTheETagCannotBeUsed_isLastModified(String etag) {
        assertThat(StoredVersion.validator(
                        response("ETag", etag, "Date", DATE, "Last-Modified", "Mon, 23 Nov 2026 09:59:59 GMT")))
                .isEqualTo("Mon, 23 Nov 2026 09:59:59 GMT");
    }

    @Test
    void validator_whenLastModifiedIsOfTheSameSecond_isNone() {
        assertThat(StoredVersion.validator(response("Date", DATE, "Last-Modified", DATE)))
                .isNull();
        assertThat(StoredVersion.validator(response("Last-Modified", DATE))).isNull();
    }

    private static StoredVersion.ContentRange range(String header) {
        return StoredVersion.ContentRange.of(response("Content-Range", header));
    }

    private static Response response(String... headers) {
        return new Response.Builder()
                .request(new Request.Builder().url("http://localhost/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(206)
                .message("")
                .headers(okhttp3.Headers.of(headers))
                .build();
    }
}
