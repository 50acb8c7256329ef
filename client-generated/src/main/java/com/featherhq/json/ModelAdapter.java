package com.featherhq.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes a generated model without reflection. The generated subclasses know the properties. Thread-safe. */
public abstract class ModelAdapter<T extends JsonModel> extends TypeAdapter<T> {

    /** What {@link #readProperty} returns, having read nothing, for a property that the API document doesn't declare. */
    protected static final int UNKNOWN = -1;

    private final long nullable;
    private final long required;
    private final String[] requiredNames;

    /**
     * For the generated types.
     *
     * @param nullable a bit for each of the first 64 properties, set if it may be null
     * @param requiredNames the required properties, which are the first ones; at most 64
     */
    protected ModelAdapter(long nullable, String... requiredNames) {
        this.nullable = nullable;
        this.requiredNames = requiredNames;
        this.required = requiredNames.length == 0 ? 0 : -1L >>> (Long.SIZE - requiredNames.length);
    }

    /** A new, empty object. */
    protected abstract T newModel();

    /** Reads the value of a declared property into {@code model} and returns the property's index, or {@link #UNKNOWN}. */
    protected abstract int readProperty(JsonReader in, String name, T model) throws IOException;

    /** Writes the declared properties. */
    protected abstract void writeProperties(JsonWriter out, T model) throws IOException;

    /** Whether the document declares a property of that name. */
    final boolean declares(String name) {
        try {
            return readProperty(new TreeReader(JsonNull.INSTANCE, null), name, newModel()) != UNKNOWN;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there's nothing to read from but memory
        }
    }

    /** Whether the required properties are there, and not null unless they may be. */
    final boolean hasRequired(JsonObject object) {
        for (int i = 0; i < requiredNames.length; i++) {
            JsonElement value = object.get(requiredNames[i]);
            if (value == null || (value.isJsonNull() && (nullable & 1L << i) == 0)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public final @Nullable T read(JsonReader in) throws IOException {
        if (Json.isNull(in)) {
            return null;
        }
        Json.expect(in, JsonToken.BEGIN_OBJECT);
        T model = newModel();
        long seen = 0;
        in.beginObject();
        while (in.hasNext()) {
            seen |= readNext(in, model);
        }
        if ((seen & required) != required) {
            Drift.missing(in, requiredNames, seen);
        }
        in.endObject();
        return model;
    }

    /** Reads a property and returns its bit if it was there. */
    private long readNext(JsonReader in, T model) throws IOException {
        String name = in.nextName();
        boolean isNull = in.peek() == JsonToken.NULL;
        int index;
        try {
            index = readProperty(in, name, model);
        } catch (MismatchException e) {
            if (!e.isLeaf()) {
                throw e;
            }
            Drift.unreadable(in, e.pointer());
            model.keep(name, e);
            return 1L << Arrays.asList(requiredNames).indexOf(name) & required;
        }
        if (index == UNKNOWN) {
            Drift.unknownProperty(in);
            model.keep(name, Json.ANY.read(in));
            return 0;
        }
        long bit = index < Long.SIZE ? 1L << index : 0;
        if (isNull && index < Long.SIZE && (nullable & bit) == 0) {
            Drift.unexpectedNull(in);
            return 0;
        }
        return bit;
    }

    @Override
    public final void write(JsonWriter out, @Nullable T model) throws IOException {
        if (model == null) {
            out.nullValue();
            return;
        }
        boolean serializeNulls = out.getSerializeNulls();
        out.setSerializeNulls(true); // what is to be left out isn't written; a null that is written is meant
        out.beginObject();
        writeProperties(out, model);
        for (Map.Entry<String, JsonElement> property :
                model.additionalProperties().entrySet()) {
            Json.ANY.write(out.name(property.getKey()), property.getValue());
        }
        out.endObject();
        out.setSerializeNulls(serializeNulls);
    }

    /**
     * Begins to write a property: whether its value is to be written.
     *
     * @param checked whether it must be there in what is sent
     */
    protected final boolean has(JsonWriter out, T model, String name, @Nullable Object value, boolean checked)
            throws IOException {
        return hasOrNull(out, model, name, value, false, checked);
    }

    /**
     * Like {@link #has}, for a property that may be null.
     *
     * @param present whether it's there, be it null
     */
    protected final boolean hasOrNull(
            JsonWriter out, T model, String name, @Nullable Object value, boolean present, boolean checked)
            throws IOException {
        if (value != null) {
            out.name(name);
            return true;
        }
        JsonElement unreadable = model.unreadable(name);
        if (unreadable != null) {
            Json.ANY.write(out.name(name), unreadable);
        } else if (present) {
            out.name(name).nullValue();
        } else if (checked && out instanceof SendingWriter sending) {
            sending.missing(model, name);
        }
        return false;
    }

    @SuppressWarnings("unchecked") // a model's adapter() is the adapter for its own class
    final String toText(JsonModel model) {
        return toJson((T) model);
    }

    @SuppressWarnings("unchecked") // a model's adapter() is the adapter for its own class
    final JsonObject toTree(JsonModel model) {
        return toJsonTree((T) model).getAsJsonObject();
    }
}
