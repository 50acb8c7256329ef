package com.featherhq.client.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each stream is read whole, byte by byte, and cut at random places: what comes out must be the same. */
final class EventParserTest {

    record Case(String name, String text, List<ServerSentEvent> expected) {
        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case of(String name, String text, ServerSentEvent... expected) {
        return new Case(name, text, List.of(expected));
    }

    private static ServerSentEvent message(String data) {
        return new ServerSentEvent("message", data, "");
    }

    static List<Case> cases() {
        String bom = "\uFEFF";
        return List.of(
                of("the standard's first example", "data: YHOO\ndata: +2\ndata: 10\n\n", message("YHOO\n+2\n10")),
                of(
                        "the standard's second example",
                        ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n",
                        new ServerSentEvent("message", "first event", "1"),
                        message("second event")),
                of("the standard's third example", "data\n\ndata\ndata\n\ndata:", message(""), message("\n")),
                of("the standard's fourth example", "data:test\n\ndata: test\n\n", message("test"), message("test")),
                of("line feeds", "event: a\ndata: b\n\n", new ServerSentEvent("a", "b", "")),
                of(
                        "carriage returns",
                        "event: a\rdata: b\r\rdata: c\r\r",
                        new ServerSentEvent("a", "b", ""),
                        message("c")),
                of("both", "event: a\r\ndata: b\r\n\r\n", new ServerSentEvent("a", "b", "")),
                of("all kinds mixed", "data: a\rdata: b\ndata: c\r\n\rdata: d\n\r\n", message("a\nb\nc"), message("d")),
                of(
                        "a line feed and a carriage return are two line ends",
                        "data: a\n\rdata: b\n\n",
                        message("a"),
                        message("b")),
                of("a byte order mark", bom + "data: a\n\n", message("a")),
                of("only one byte order mark", bom + bom + "data: a\n\ndata: b\n\n", message("b")),
                of("a byte order mark later is data", "data: " + bom + "\n\n", message(bom)),
                of("a byte order mark before a comment", bom + ": c\ndata: a\n\n", message("a")),
                of("no blank line at the end", "data: a\n\ndata: b\n", message("a")),
                of("no line end at all", "data: a"),
                of("nothing", ""),
                of("only a byte order mark", bom),
                of("comments only", ": a\n\n:b\r\r:\n\n"),
                of("a comment within an event", "data: a\n: c\ndata: b\n\n", message("a\nb")),
                of("an event without data is none", "event: a\n\ndata: b\n\n", message("b")),
                of(
                        "the type is for one event",
                        "event: a\ndata\n\ndata\n\n",
                        new ServerSentEvent("a", "", ""),
                        message("")),
                of("the last type counts", "event: a\nevent: b\ndata\n\n", new ServerSentEvent("b", "", "")),
                of("an empty type is message", "event: a\nevent:\ndata\n\n", message("")),
                of("no space after the colon", "event:a\ndata:b\nid:c\n\n", new ServerSentEvent("a", "b", "c")),
                of("one space only is left out", "data:  a\n\n", message(" a")),
                of("a tab is data", "data:\ta\n\n", message("\ta")),
                of("a colon in the data", "data:a:b\n\n", message("a:b")),
                of(
                        "names are compared exactly",
                        "Data: a\n data: b\ndata : c\ndat: d\ndatax: e\ndata: f\n\n",
                        message("f")),
                of("unknown fields", "foo: a\nbar\n: baz\ndata: b\n\n", message("b")),
                of("an id lasts", "id: 1\ndata: a\n\ndata: b\n\n", id("a", "1"), id("b", "1")),
                of("an id without data lasts", "id: 1\n\ndata: a\n\n", id("a", "1")),
                of("an empty id takes it back", "id: 1\ndata: a\n\nid\ndata: b\n\n", id("a", "1"), id("b", "")),
                of("an id with a null is ignored", "id: 1\nid: 2\0\ndata: a\n\n", id("a", "1")),
                of("a null in data stays", "data: a\0b\n\n", message("a\0b")),
                of("non-ASCII", "event: größe\ndata: 日本 🎉\nid: é\n\n", new ServerSentEvent("größe", "日本 🎉", "é")),
                of("a replacement character of the server's own", "data: a\uFFFDb\n\n", message("a\uFFFDb")),
                of("a long line", "data: " + "x".repeat(30_000) + "\n\n", message("x".repeat(30_000))),
                of("a long comment", ":" + "x".repeat(30_000) + "\ndata: a\n\n", message("a")));
    }

    private static ServerSentEvent id(String data, String id) {
        return new ServerSentEvent("message", data, id);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void read_however_itIsCut_givesTheEventsOfTheStandard(Case stream) throws IOException {
        assertThat(events(stream.bytes(), 1 << 20)).isEqualTo(stream.expected);
        assertThat(events(stream.bytes(), 1)).isEqualTo(stream.expected);
        Random random = new Random(14);
        for (int round = 0; round < 20; round++) {
            assertThat(parsed(new EventParser(1 << 20, ""), source(stream.bytes(), () -> 1 + random.nextInt(7))))
                    .isEqualTo(stream.expected);
        }
    }

    /** The expected texts are those of the Encoding standard: one U+FFFD for each longest start of a character. */
    @ParameterizedTest
    @CsvSource({
        "61ff62, a?b",
        "c3, ?",
        "c328, ?(",
        "e28228, ?(",
        "e282, ?",
        "f09f8e, ?",
        "f09f8e41, ?A",
        "c080, ??",
        "e08080, ???",
        "eda080, ???",
        "edbfbf, ???",
        "f0808080, ????",
        "f4908080, ????",
        "f8888080, ????",
        "80bf, ??",
        "efbfbd80, ??",
        "e28ce28c41, ??A"
    })
    void read_whenDataIsNoUtf8_replacesAsTheEncodingStandardSays(String hex, String expected) throws IOException {
        Buffer stream = new Buffer()
                .writeUtf8("data:")
                .write(okio.ByteString.decodeHex(hex))
                .writeUtf8("\n\n");

        assertThat(events(stream.readByteArray(), 3)).containsExactly(message(expected.replace('?', '\uFFFD')));
    }

    @ParameterizedTest
    @CsvSource({
        "retry: 1500, PT1.5S",
        "retry:0, PT0S",
        "retry: 007, PT0.007S",
        "retry: 15s,",
        "retry: -1,",
        "retry: 1.5,",
        "retry,",
        "retry:  1,",
        "Retry: 1,",
        "retry: 99999999999999999999999999, PT8760H"
    })
    void retry_whenOnlyDigits_isThatManyMilliseconds(String field, Duration expected) throws IOException {
        EventParser parser = new EventParser(1 << 20, "");

        assertThat(parsed(parser, source((field + "\n").getBytes(StandardCharsets.UTF_8), () -> 4)))
                .isEmpty();

        assertThat(parser.retry()).isEqualTo(expected);
    }

    @Test
    void lastEventId_beforeTheBlankLine_isTheOneBefore() throws IOException {
        EventParser parser = new EventParser(1 << 20, "0");

        parsed(parser, source("id: 1\n".getBytes(StandardCharsets.UTF_8), () -> 4));
        assertThat(parser.lastEventId()).isEqualTo("0");
        parsed(parser, source("\n".getBytes(StandardCharsets.UTF_8), () -> 4));

        assertThat(parser.lastEventId()).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "'data: 123456789', true",
        "'data: 1234567890', false",
        "'data: 1\ndata: 23', true",
        "'data: 1\ndata: 234', false"
    })
    void read_whenEventIsLargerThanAllowed_isRefused(String event, boolean allowed) throws IOException {
        byte[] bytes = (":" + "x".repeat(99) + "\n" + event + "\n\n").getBytes(StandardCharsets.UTF_8);
        for (int size : new int[] {1, 5, 1000}) {
            EventParser parser = new EventParser(15, "");
            if (allowed) {
                assertThat(parsed(parser, source(bytes, () -> size))).hasSize(1);
            } else {
                assertThatThrownBy(() -> parsed(parser, source(bytes, () -> size)))
                        .isInstanceOf(EventParser.TooLargeException.class)
                        .hasMessage("an event has more than 15 bytes");
            }
        }
    }

    /** A line that never ends must not fill the memory, and neither must one event after the other. */
    @Test
    void read_whenLineNeverEnds_isRefusedAtTheLimit() throws IOException {
        EventParser parser = new EventParser(1 << 20, "");
        Buffer endless = new Buffer().writeUtf8("data: ").write(new byte[(1 << 20) + 8192]);

        assertThatThrownBy(() -> parsed(parser, endless)).isInstanceOf(EventParser.TooLargeException.class);
    }

    private static List<ServerSentEvent> events(byte[] bytes, int size) throws IOException {
        return parsed(new EventParser(1 << 20, ""), source(bytes, () -> size));
    }

    private static List<ServerSentEvent> parsed(EventParser parser, Source source) throws IOException {
        List<ServerSentEvent> events = new ArrayList<>();
        okio.BufferedSource buffered = Okio.buffer(source);
        do {
            for (ServerSentEvent event = parser.poll(); event != null; event = parser.poll()) {
                events.add(event);
            }
        } while (parser.read(buffered));
        return events;
    }

    /** Gives the bytes in pieces of the sizes of {@code size}. */
    private static Source source(byte[] bytes, java.util.function.IntSupplier size) {
        Buffer left = new Buffer().write(bytes);
        return new Source() {
            @Override
            public long read(Buffer sink, long byteCount) {
                return left.read(sink, Math.min(byteCount, Math.max(1, size.getAsInt())));
            }

            @Override
            public Timeout timeout() {
                return Timeout.NONE;
            }

            @Override
            public void close() {}
        };
    }
}
