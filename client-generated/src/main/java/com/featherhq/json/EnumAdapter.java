package com.featherhq.json;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes a generated {@link OpenEnum}. Thread-safe. */
public abstract class EnumAdapter<T extends OpenEnum> extends TypeAdapter<T> {

    private final TypeAdapter<T> open = new Open<>(this);

    private final Set<String> named;

    /**
     * For the generated types.
     *
     * @param named for an enum without constants: its values, with zero characters in between
     */
    protected EnumAdapter(String... named) {
        this.named = named.length == 0 ? Set.of() : new HashSet<>();
        for (String values : named) {
            this.named.addAll(List.of(values.split("\0", -1)));
        }
    }

    /** Whether the document names the value, for an enum without constants. */
    public final boolean isNamed(String value) {
        return named.contains(value);
    }

    /** The value with this text. */
    protected abstract T parse(String value);

    @Override
    public final @Nullable T read(JsonReader in) throws IOException {
        if (Json.isNull(in)) {
            return null;
        }
        Json.expect(in, JsonToken.STRING);
        T value = parse(in.nextString());
        if (!value.isKnown()) {
            Drift.unknownEnumValue(in);
        }
        return value;
    }

    /** The adapter for a place where the API document allows any other text too: none is reported. */
    public final TypeAdapter<T> open() {
        return open;
    }

    @Override
    public final void write(JsonWriter out, @Nullable T value) throws IOException {
        out.value(value == null ? null : value.value());
    }

    private static final class Open<T extends OpenEnum> extends TypeAdapter<T> {

        private final EnumAdapter<T> named;

        Open(EnumAdapter<T> named) {
            this.named = named;
        }

        @Override
        public @Nullable T read(JsonReader in) throws IOException {
            if (Json.isNull(in)) {
                return null;
            }
            Json.expect(in, JsonToken.STRING);
            return named.parse(in.nextString());
        }

        @Override
        public void write(JsonWriter out, @Nullable T value) throws IOException {
            named.write(out, value);
        }
    }
}
