package com.featherhq.json;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any JSON value, as a tree. */
final class AnyAdapter extends TypeAdapter<JsonElement> {

    /** Deeper than Gson reads, and than a thread's stack allows to follow for long. */
    private static final int DEEPEST = 1_000;

    private static final TypeAdapter<JsonElement> READER = new Gson().getAdapter(JsonElement.class);

    @Override
    public JsonElement read(JsonReader in) throws IOException {
        return in instanceof TreeReader tree ? tree.take() : READER.read(in);
    }

    @Override
    public void write(JsonWriter out, @Nullable JsonElement value) throws IOException {
        write(out, value, 0);
    }

    private static void write(JsonWriter out, @Nullable JsonElement value, int depth) throws IOException {
        if (value == null || value.isJsonNull()) {
            out.nullValue();
        } else if (value instanceof JsonPrimitive primitive) {
            writePrimitive(out, primitive);
        } else if (depth == DEEPEST) {
            throw new IllegalArgumentException("a JSON value is nested deeper than " + DEEPEST
                    + " levels, or contains itself; it can't be written.");
        } else if (value.isJsonArray()) {
            out.beginArray();
            for (JsonElement element : value.getAsJsonArray()) {
                write(out, element, depth + 1);
            }
            out.endArray();
        } else {
            out.beginObject();
            for (Map.Entry<String, JsonElement> property :
                    value.getAsJsonObject().entrySet()) {
                write(out.name(property.getKey()), property.getValue(), depth + 1);
            }
            out.endObject();
        }
    }

    private static void writePrimitive(JsonWriter out, JsonPrimitive primitive) throws IOException {
        if (primitive.isBoolean()) {
            out.value(primitive.getAsBoolean());
        } else if (primitive.isNumber()) {
            writeNumber(out, primitive.getAsNumber());
        } else {
            out.value(primitive.getAsString());
        }
    }

    /** Gson takes 1e400 for infinite, which JSON hasn't, where it makes a tree; the text of the number is fine. */
    @SuppressWarnings("deprecation") // Gson before 2.11, which applications may bring, knows no strictness
    static void writeNumber(JsonWriter out, Number number) throws IOException {
        boolean isText = !(number instanceof Double) && !(number instanceof Float);
        if (!isText || out.isLenient()) {
            out.value(number);
            return;
        }
        out.setLenient(true);
        out.value(number);
        out.setLenient(false);
    }
}
