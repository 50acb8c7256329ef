package com.featherhq.json;

import com.google.gson.JsonElement;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads and writes a generated {@link JsonUnion}. Thread-safe. */
public abstract class UnionAdapter<T extends JsonUnion> extends TypeAdapter<T> {

    /** For the generated types. */
    protected UnionAdapter() {}

    /** The member that {@code tree} is; the union's own {@code Unknown} if it's none. */
    protected abstract T fromTree(JsonElement tree);

    /** Writes the member. */
    protected abstract void writeValue(JsonWriter out, T value) throws IOException;

    @Override
    public final @Nullable T read(JsonReader in) throws IOException {
        if (Json.isNull(in)) {
            return null;
        }
        T value = fromTree(Json.ANY.read(in));
        if (value.isUnknown()) {
            Drift.unknownMember(in);
        }
        return value;
    }

    @Override
    public final void write(JsonWriter out, @Nullable T value) throws IOException {
        if (value == null) {
            out.nullValue();
        } else {
            writeValue(out, value);
        }
    }
}
