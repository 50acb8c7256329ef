package com.featherhq.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The adapters for values that aren't containers. */
final class ScalarAdapters {

    private static final int UUID_LENGTH = 36;

    /** A longer text is no number: to parse one takes a time that grows with the square of its length. */
    private static final int LONGEST_NUMBER = 1_000;

    private ScalarAdapters() {}

    /** A value that is a text in JSON. */
    private abstract static class TextAdapter<T> extends TypeAdapter<T> {

        private final String what;

        TextAdapter(String what) {
            this.what = what;
        }

        abstract T parse(String text);

        String format(T value) {
            return value.toString();
        }

        @Override
        public final @Nullable T read(JsonReader in) throws IOException {
            if (Json.isNull(in)) {
                return null;
            }
            Json.expect(in, JsonToken.STRING);
            String text = in.nextString();
            try {
                return parse(text);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw Json.unexpected(in, what, "another text", new JsonPrimitive(text));
            }
        }

        @Override
        public final void write(JsonWriter out, @Nullable T value) throws IOException {
            out.value(value == null ? null : format(value));
        }
    }

    static final class StringAdapter extends TypeAdapter<String> {
        @Override
        public @Nullable String read(JsonReader in) throws IOException {
            if (Json.isNull(in)) {
                return null;
            }
            JsonToken token = in.peek();
            if (token == JsonToken.NUMBER) {
                String text = in.nextString();
                Drift.wrongType(in);
                return text;
            }
            Json.expect(in, JsonToken.STRING);
            return in.nextString();
        }

        @Override
        public void write(JsonWriter out, @Nullable String value) throws IOException {
            out.value(value);
        }
    }

    static final class UuidAdapter extends TextAdapter<UUID> {
        UuidAdapter() {
            super("a UUID");
        }

        @Override
        UUID parse(String text) {
            if (text.length() != UUID_LENGTH) {
                throw new IllegalArgumentException(); // Java takes "1-1-1-1-1" and makes another text of it
            }
            return UUID.fromString(text);
        }
    }

    static final class DateAdapter extends TextAdapter<LocalDate> {
        DateAdapter() {
            super("a date");
        }

        @Override
        LocalDate parse(String text) {
            return LocalDate.parse(text);
        }
    }

    static final class DateTimeAdapter extends TextAdapter<OffsetDateTime> {
        DateTimeAdapter() {
            super("a date and time");
        }

        @Override
        OffsetDateTime parse(String text) {
            return DateTimes.parse(text);
        }

        @Override
        String format(OffsetDateTime value) {
            return DateTimes.format(value);
        }
    }

    /** A value that is a number in JSON; a text that holds one is taken too, and reported. */
    private abstract static class NumericAdapter<T extends Number> extends TypeAdapter<T> {

        private final String what;

        NumericAdapter(String what) {
            this.what = what;
        }

        abstract T parse(String text);

        /** The number if it can be had without a text; else null, and the reader is still before it. */
        @Nullable
        T quick(JsonReader in) throws IOException {
            return null;
        }

        @Override
        public final @Nullable T read(JsonReader in) throws IOException {
            if (Json.isNull(in)) {
                return null;
            }
            boolean isText = in.peek() == JsonToken.STRING;
            if (!isText) {
                Json.expect(in, JsonToken.NUMBER);
                T value = quick(in);
                if (value != null) {
                    return value;
                }
            }
            T value = parse(in, in.nextString(), isText);
            if (isText) {
                Drift.wrongType(in);
            }
            return value;
        }

        private T parse(JsonReader in, String text, boolean isText) throws IOException {
            try {
                if (text.length() <= LONGEST_NUMBER) {
                    return parse(text);
                }
            } catch (ArithmeticException | NumberFormatException e) {
                // It's no such number.
            }
            JsonElement value = isText ? new JsonPrimitive(text) : Json.ANY.fromJson(text);
            throw Json.unexpected(in, what, isText ? "a text" : "another number", value);
        }

        @Override
        public final void write(JsonWriter out, @Nullable T value) throws IOException {
            if (value == null) {
                out.nullValue();
            } else {
                AnyAdapter.writeNumber(out, value);
            }
        }
    }

    static final class LongAdapter extends NumericAdapter<Long> {

        private boolean large; // set at most once; a thread that doesn't see it yet finds out for itself

        LongAdapter() {
            super("a whole number of 64 bits");
        }

        /**
         * Gson makes a whole number of 32 bits without a text in between, and says so if it isn't one. Its {@code nextLong}
         * wouldn't: it makes 2^63 one less. Once there was a larger number, texts are cheaper than exceptions.
         */
        @Override
        @Nullable
        Long quick(JsonReader in) throws IOException {
            if (!large && isText(in)) {
                try {
                    return (long) in.nextInt();
                } catch (NumberFormatException e) {
                    large = true;
                }
            }
            return null;
        }

        /** Gson's reader of trees cuts off what doesn't fit. */
        private static boolean isText(JsonReader in) {
            return in.getClass() == JsonReader.class || in instanceof ObservedReader;
        }

        @Override
        Long parse(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                return exact(text).longValueExact();
            }
        }
    }

    static final class IntegerAdapter extends NumericAdapter<Integer> {
        IntegerAdapter() {
            super("a whole number of 32 bits");
        }

        @Override
        Integer parse(String text) {
            return exact(text).intValueExact();
        }
    }

    static final class NumberAdapter extends NumericAdapter<BigDecimal> {
        NumberAdapter() {
            super("a number");
        }

        @Override
        BigDecimal parse(String text) {
            return new BigDecimal(text);
        }
    }

    static final class DoubleAdapter extends NumericAdapter<Double> {
        DoubleAdapter() {
            super("a number");
        }

        @Override
        Double parse(String text) {
            double value = new BigDecimal(text).doubleValue(); // Java takes "NaN" and "1d" too
            if (Double.isInfinite(value)) {
                throw new NumberFormatException();
            }
            return value;
        }
    }

    static final class BooleanAdapter extends TypeAdapter<Boolean> {
        @Override
        public @Nullable Boolean read(JsonReader in) throws IOException {
            if (Json.isNull(in)) {
                return null;
            }
            Json.expect(in, JsonToken.BOOLEAN);
            return in.nextBoolean();
        }

        @Override
        public void write(JsonWriter out, @Nullable Boolean value) throws IOException {
            out.value(value);
        }
    }

    /** A whole number may be written as {@code 5.0} or {@code 5e3}. */
    private static BigDecimal exact(String text) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) > 1_000
                || number.stripTrailingZeros().scale() > 0) {
            throw new NumberFormatException();
        }
        if (number.toBigInteger().bitLength() > 63) {
            throw new NumberFormatException();
        }
        return number;
    }
}
