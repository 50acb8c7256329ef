package com.featherhq.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value that is in memory, as unions need it: the same value can be tried with several adapters, and only the one that
 * fits is told about to the listener. Gson's own reader of trees can neither go back nor be told where its tree was.
 */
final class TreeReader extends JsonReader {

    private final @Nullable JsonReader outer;
    private final List<Frame> frames = new ArrayList<>();
    private final IdentityHashMap<JsonElement, IdentityHashMap<UnionAdapter<?>, UnionChoice>> choices =
            new IdentityHashMap<>();
    private @Nullable JsonElement next;
    private @Nullable UnionFit fit;

    /** @param outer where the value was read from just now; null if it comes from nowhere */
    TreeReader(JsonElement tree, @Nullable JsonReader outer) {
        super(Reader.nullReader());
        this.next = tree;
        this.outer = outer;
    }

    /** An array or object that was begun. */
    private static final class Frame {
        private final @Nullable Iterator<JsonElement> elements;
        private final @Nullable Iterator<Map.Entry<String, JsonElement>> properties;
        private @Nullable String name;
        private int index = -1;

        Frame(JsonArray array) {
            elements = array.iterator();
            properties = null;
        }

        Frame(JsonObject object) {
            elements = null;
            properties = object.entrySet().iterator();
        }

        String pointer() {
            return elements == null ? (name == null ? "" : "/" + Json.escape(name)) : "/" + Math.max(index, 0);
        }
    }

    /** The value that is read next. */
    JsonElement tree() {
        return Objects.requireNonNull(value());
    }

    /** Takes the next value as it is. */
    JsonElement take() {
        JsonElement value = tree();
        next = null;
        return value;
    }

    /** What is being found out about the value, or null if it is read for good. */
    @Nullable
    UnionFit fit() {
        return fit;
    }

    /** The listener's reader, if there's one. */
    @Nullable
    ObservedReader observer() {
        return outer instanceof ObservedReader observed && observed.isObserved() ? observed : null;
    }

    /** What was found out about the next value as a value of {@code union}, or null. */
    @Nullable
    UnionChoice choice(UnionAdapter<?> union) {
        IdentityHashMap<UnionAdapter<?>, UnionChoice> known = choices.get(tree());
        return known == null ? null : known.get(union);
    }

    void remember(JsonElement tree, UnionAdapter<?> union, UnionChoice choice) {
        choices.computeIfAbsent(tree, value -> new IdentityHashMap<>()).put(union, choice);
    }

    /** Reads the next value with {@code adapter} and goes back to it; returns how well it fits. */
    UnionFit tryRead(TypeAdapter<?> adapter) {
        JsonElement tree = tree();
        int depth = frames.size();
        UnionFit outerFit = fit;
        UnionFit own = new UnionFit();
        fit = own;
        try {
            Object unused = adapter.read(this);
        } catch (MismatchException e) {
            own.refuse();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there's nothing to read from but memory
        } finally {
            fit = outerFit;
            frames.subList(depth, frames.size()).clear();
            next = tree;
        }
        return own;
    }

    private @Nullable JsonElement value() {
        if (next == null && !frames.isEmpty()) {
            Frame frame = frames.get(frames.size() - 1);
            if (frame.elements != null && frame.elements.hasNext()) {
                next = frame.elements.next();
                frame.index++;
            }
        }
        return next;
    }

    @Override
    public JsonToken peek() {
        JsonElement value = value();
        if (value != null) {
            return token(value);
        }
        if (frames.isEmpty()) {
            return JsonToken.END_DOCUMENT;
        }
        Frame frame = frames.get(frames.size() - 1);
        if (frame.properties == null) {
            return JsonToken.END_ARRAY;
        }
        return frame.properties.hasNext() ? JsonToken.NAME : JsonToken.END_OBJECT;
    }

    private static JsonToken token(JsonElement value) {
        if (value instanceof JsonPrimitive primitive) {
            return primitive.isString()
                    ? JsonToken.STRING
                    : primitive.isBoolean() ? JsonToken.BOOLEAN : JsonToken.NUMBER;
        }
        if (value.isJsonNull()) {
            return JsonToken.NULL;
        }
        return value.isJsonArray() ? JsonToken.BEGIN_ARRAY : JsonToken.BEGIN_OBJECT;
    }

    @Override
    public void beginArray() {
        frames.add(new Frame(take().getAsJsonArray()));
    }

    @Override
    public void beginObject() {
        frames.add(new Frame(take().getAsJsonObject()));
    }

    @Override
    public void endArray() {
        frames.remove(frames.size() - 1);
    }

    @Override
    public void endObject() {
        frames.remove(frames.size() - 1);
    }

    @Override
    public boolean hasNext() {
        JsonToken token = peek();
        return token != JsonToken.END_ARRAY && token != JsonToken.END_OBJECT && token != JsonToken.END_DOCUMENT;
    }

    @Override
    public String nextName() {
        Frame frame = frames.get(frames.size() - 1);
        Map.Entry<String, JsonElement> property =
                Objects.requireNonNull(frame.properties).next();
        frame.name = property.getKey();
        next = property.getValue();
        return property.getKey();
    }

    @Override
    public String nextString() {
        return take().getAsString();
    }

    @Override
    public boolean nextBoolean() {
        return take().getAsBoolean();
    }

    @Override
    public void nextNull() {
        take();
    }

    @Override
    public double nextDouble() {
        return Double.parseDouble(take().getAsString());
    }

    @Override
    public long nextLong() {
        return Long.parseLong(take().getAsString());
    }

    @Override
    public int nextInt() {
        return Integer.parseInt(take().getAsString());
    }

    @Override
    public void skipValue() {
        take();
    }

    /** The JSON Pointer of the value that was read last, or is read next. */
    String pointer() {
        StringBuilder pointer = new StringBuilder(outer == null ? "" : Json.pointerBehind(outer));
        frames.forEach(frame -> pointer.append(frame.pointer()));
        return pointer.toString();
    }

    /** The JSON Pointer of the array or object that is being read. */
    String pointerOfParent() {
        StringBuilder pointer = new StringBuilder(outer == null ? "" : Json.pointerBehind(outer));
        frames.subList(0, Math.max(0, frames.size() - 1)).forEach(frame -> pointer.append(frame.pointer()));
        return pointer.toString();
    }

    @Override
    public void close() {}
}
