package com.featherhq.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.TypeAdapter;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarAdaptersTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:00Z, 2026-11-22T10:00:00Z",
        "2026-11-22T10:00:00+02:00, 2026-11-22T10:00:00+02:00",
        "2026-11-22T10:00:00.123456+00:00, 2026-11-22T10:00:00.123456Z",
        "2026-11-22T10:00:00, 2026-11-22T10:00:00Z",
        "2026-11-22T10:00:00.5, 2026-11-22T10:00:00.5Z",
        "2026-11-22 10:00:00, 2026-11-22T10:00:00Z",
        "2026-11-22t10:00:00z, 2026-11-22T10:00:00Z",
        "2026-11-22T10:00-05:30, 2026-11-22T10:00:00-05:30",
        "2026-11-22T10:00:00+0000, 2026-11-22T10:00:00Z",
        "2026-11-22T10:00:00.5-0530, 2026-11-22T10:00:00.5-05:30",
        "2026-11-22T10:00:00+02, 2026-11-22T10:00:00+02:00",
        "2026-11-22T24:00:00Z, 2026-11-23T00:00:00Z",
        "2026-12-31T24:00, 2027-01-01T00:00:00Z",
        "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
        "2016-12-31T23:59:60.25+00:00, 2016-12-31T23:59:59.25Z",
    })
    void dateTime_withAndWithoutZone_isWrittenWithSecondsAndZone(String read, String written) throws Exception {
        OffsetDateTime value = Json.DATE_TIME.fromJson('"' + read + '"');

        assertThat(Json.DATE_TIME.toJson(value)).isEqualTo('"' + written + '"');
    }

    @Test
    void text_whenItHoldsNoSuchValue_failsWithoutShowingIt() {
        assertThatThrownBy(() -> Json.DATE_TIME.fromJson("\"yesterday\""))
                .isInstanceOf(JsonParseException.class)
                .hasMessage("expected a date and time but found another text at ");
        assertThatThrownBy(() -> Json.UUID.fromJson("\"none\""))
                .hasMessage("expected a UUID but found another text at ");
        assertThatThrownBy(() -> Json.DATE.fromJson("\"none\""))
                .hasMessage("expected a date but found another text at ");
        assertThatThrownBy(() -> Json.INTEGER.fromJson("2147483648"))
                .hasMessage("expected a whole number of 32 bits but found another number at ");
        assertThatThrownBy(() -> Json.BOOLEAN.fromJson("\"true\"")).hasMessage("expected boolean but found string at ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-22T24:00:01Z", "2026-11-22T10:60Z", "2026-11-22T10:00:61Z", "2026-11-22", "1-1-1T1:1"})
    void dateTime_whenItIsNone_fails(String text) {
        assertThatThrownBy(() -> Json.DATE_TIME.fromJson('"' + text + '"'))
                .hasMessage("expected a date and time but found another text at ");
    }

    @Test
    void uuid_whenShort_failsInsteadOfBecomingAnother() {
        assertThatThrownBy(() -> Json.UUID.fromJson("\"1-1-1-1-1\""))
                .hasMessage("expected a UUID but found another text at ");
    }

    /** To parse digits takes a time that grows with the square of their number: no parser sees more than it needs. */
    @Test
    void number_whenTextIsLong_isRefusedUnparsed() {
        for (TypeAdapter<?> adapter : List.of(Json.LONG, Json.INTEGER, Json.NUMBER, Json.DOUBLE)) {
            assertThatThrownBy(() -> adapter.fromJson('"' + "7".repeat(3_200_000) + '"'))
                    .isInstanceOf(JsonParseException.class)
                    .hasMessageEndingWith("but found a text at ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"NaN\"", "\"Infinity\"", "\"1d\"", "\"0x1p3\"", "1e400", "\"\""})
    void double_whenItIsNone_fails(String json) {
        assertThatThrownBy(() -> Json.DOUBLE.fromJson(json)).isInstanceOf(JsonParseException.class);
    }

    @ParameterizedTest
    @CsvSource({"0.1", "1.0000000000000000001", "12345678901234567890123456789", "1E+3"})
    void number_isReadWithoutLoss(String text) throws Exception {
        assertThat(Json.NUMBER.fromJson(text)).isEqualTo(new BigDecimal(text));
        assertThat(Json.NUMBER.toJson(new BigDecimal(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "2147483647", "2147483648", "-2147483649", "9007199254740993", "9223372036854775807"})
    void wholeNumber_isReadWithoutLossFromTextAndTree(String text) throws Exception {
        Long expected = Long.valueOf(text);

        assertThat(new ScalarAdapters.LongAdapter().fromJson(text)).isEqualTo(expected);
        assertThat(new ScalarAdapters.LongAdapter().fromJsonTree(JsonParser.parseString(text)))
                .isEqualTo(expected);
        assertThat(Json.LONG.fromJson(text + ".0")).isEqualTo(expected);
    }

    @Test
    void wholeNumber_afterALargeOne_isStillRead() throws Exception {
        assertThat(Json.list(new ScalarAdapters.LongAdapter()).fromJson("[1,5000000000,2,9223372036854775807,3]"))
                .containsExactly(1L, 5_000_000_000L, 2L, Long.MAX_VALUE, 3L);
    }

    @Test
    void scalars_roundTrip() throws Exception {
        assertThat(Json.DOUBLE.toJson(Json.DOUBLE.fromJson("1.5"))).isEqualTo("1.5");
        assertThat(Json.INTEGER.toJson(Json.INTEGER.fromJson("7"))).isEqualTo("7");
        assertThat(Json.BOOLEAN.toJson(Json.BOOLEAN.fromJson("true"))).isEqualTo("true");
        assertThat(Json.DATE.toJson(Json.DATE.fromJson("\"2026-11-22\""))).isEqualTo("\"2026-11-22\"");
        assertThat(Json.STRING.fromJson("null")).isNull();
        assertThat(Json.BOOLEAN.fromJson("null")).isNull();
        assertThat(Json.LONG.fromJson("null")).isNull();
    }

    @Test
    void containers_keepNulls() throws Exception {
        List<String> list = Json.list(Json.STRING).fromJson("[\"a\",null]");
        Map<String, List<Long>> map = Json.map(Json.list(Json.LONG)).fromJson("{\"x\":[1],\"y\":null}");

        assertThat(list).isEqualTo(Arrays.asList("a", null));
        assertThat(Json.list(Json.STRING).toJson(list)).isEqualTo("[\"a\",null]");
        assertThat(map).containsEntry("x", List.of(1L)).containsEntry("y", null);
        assertThat(Json.map(Json.list(Json.LONG)).toJson(map)).isEqualTo("{\"x\":[1],\"y\":null}");
        assertThatThrownBy(() -> Json.list(Json.STRING).fromJson("{}"))
                .hasMessage("expected an array but found an object at ");
    }

    @Test
    void containers_whenALeafIsAnother_keepAllOfIt() {
        assertThatThrownBy(() -> Json.list(Json.UUID).fromJson("[null,\"none\",{\"a\":1}]"))
                .isInstanceOfSatisfying(
                        MismatchException.class,
                        e -> assertThat(e.value().toString()).isEqualTo("[null,\"none\",{\"a\":1}]"))
                .hasMessage("expected a UUID but found another text at /1");
        assertThatThrownBy(() -> Json.map(Json.list(Json.LONG)).fromJson("{\"a\":[1],\"b\":[2,true],\"c\":[]}"))
                .isInstanceOfSatisfying(
                        MismatchException.class,
                        e -> assertThat(e.value().toString()).isEqualTo("{\"a\":[1],\"b\":[2,true],\"c\":[]}"));
        assertThatThrownBy(() -> Json.list(Json.LONG).fromJson("[1,[]]"))
                .isInstanceOfSatisfying(
                        MismatchException.class, e -> assertThat(e.isLeaf()).isFalse());
    }

    @Test
    void numberBeyondADouble_becomesATree() {
        assertThat(Json.NUMBER.toJsonTree(new BigDecimal("1e400"))).hasToString("1E+400");
        assertThat(Json.ANY.toJsonTree(JsonParser.parseString("[1e400]"))).hasToString("[1e400]");
    }

    @Test
    void pointer_ofGsonPath() {
        assertThat(Json.pointer("$.items[0].id")).isEqualTo("/items/0/id");
        assertThat(Json.pointer("$")).isEmpty();
    }
}
