package com.featherhq.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/** Gson as openapi-generator's own {@code JSON} class sets it up. */
final class StockGson {

    private StockGson() {}

    static Gson create() {
        return new GsonBuilder()
                .registerTypeAdapter(
                        OffsetDateTime.class,
                        new Text<>(OffsetDateTime::parse, DateTimeFormatter.ISO_OFFSET_DATE_TIME::format))
                .registerTypeAdapter(
                        LocalDate.class, new Text<>(LocalDate::parse, DateTimeFormatter.ISO_LOCAL_DATE::format))
                .create();
    }

    private static final class Text<T> extends TypeAdapter<T> {

        private final Function<String, T> parse;
        private final Function<T, String> format;

        Text(Function<String, T> parse, Function<T, String> format) {
            this.parse = parse;
            this.format = format;
        }

        @Override
        public T read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return null;
            }
            return parse.apply(in.nextString());
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            out.value(value == null ? null : format.apply(value));
        }
    }
}
