package com.featherhq.json;

import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
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

    /** The names of the properties that must be there. */
    final String[] requiredNames() {
        return requiredNames;
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
            String name = in.nextName();
            boolean isNull = in.peek() == JsonToken.NULL;
            int index = readProperty(in, name, model);
            if (index == UNKNOWN) {
                Drift.unknownProperty(in);
                model.putAdditionalProperty(name, Json.ANY.read(in));
            } else if (index < Long.SIZE) {
                long bit = 1L << index;
                if (isNull && (nullable & bit) == 0) {
                    Drift.unexpectedNull(in);
                } else {
                    seen |= bit;
                }
            }
        }
        if ((seen & required) != required) {
            Drift.missing(in, requiredNames, seen);
        }
        in.endObject();
        return model;
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
        for (Map.Entry<String, com.google.gson.JsonElement> property :
                model.additionalProperties().entrySet()) {
            Json.ANY.write(out.name(property.getKey()), property.getValue());
        }
        out.endObject();
        out.setSerializeNulls(serializeNulls);
    }

    @SuppressWarnings("unchecked") // a model's adapter() is the adapter for its own class
    final JsonObject toTree(JsonModel model) {
        return toJsonTree((T) model).getAsJsonObject();
    }
}
