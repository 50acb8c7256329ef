package com.featherhq.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The adapters for lists and for objects whose property names are data. */
final class ContainerAdapters {

    private ContainerAdapters() {}

    static final class ListAdapter<T extends @Nullable Object> extends TypeAdapter<List<T>> {

        private final TypeAdapter<T> element;

        ListAdapter(TypeAdapter<T> element) {
            this.element = element;
        }

        @Override
        public @Nullable List<T> read(JsonReader in) throws IOException {
            if (Json.isNull(in)) {
                return null;
            }
            Json.expect(in, JsonToken.BEGIN_ARRAY);
            List<T> list = new ArrayList<>();
            in.beginArray();
            while (in.hasNext()) {
                try {
                    list.add(element.read(in));
                } catch (MismatchException e) {
                    throw e.isLeaf() ? e.within(asItCame(list, e.value(), in)) : e;
                }
            }
            in.endArray();
            return Collections.unmodifiableList(list);
        }

        /** The whole array: a list can't say which of its elements isn't what the document says. */
        private JsonElement asItCame(List<T> before, JsonElement mismatch, JsonReader in) throws IOException {
            JsonArray array = new JsonArray();
            before.forEach(value -> array.add(element.toJsonTree(value)));
            array.add(mismatch);
            while (in.hasNext()) {
                array.add(Json.ANY.read(in));
            }
            in.endArray();
            return array;
        }

        @Override
        public void write(JsonWriter out, @Nullable List<T> list) throws IOException {
            if (list == null) {
                out.nullValue();
                return;
            }
            out.beginArray();
            for (T value : list) {
                element.write(out, value);
            }
            out.endArray();
        }
    }

    static final class MapAdapter<T extends @Nullable Object> extends TypeAdapter<Map<String, T>> {

        private final TypeAdapter<T> value;

        MapAdapter(TypeAdapter<T> value) {
            this.value = value;
        }

        @Override
        public @Nullable Map<String, T> read(JsonReader in) throws IOException {
            if (Json.isNull(in)) {
                return null;
            }
            Json.expect(in, JsonToken.BEGIN_OBJECT);
            Map<String, T> map = new LinkedHashMap<>();
            in.beginObject();
            while (in.hasNext()) {
                String name = in.nextName();
                try {
                    map.put(name, value.read(in));
                } catch (MismatchException e) {
                    throw e.isLeaf() ? e.within(asItCame(map, name, e.value(), in)) : e;
                }
            }
            in.endObject();
            return Collections.unmodifiableMap(map);
        }

        /** The whole object: a map can't say which of its values isn't what the document says. */
        private JsonElement asItCame(Map<String, T> before, String name, JsonElement mismatch, JsonReader in)
                throws IOException {
            JsonObject object = new JsonObject();
            before.forEach((key, entry) -> object.add(key, value.toJsonTree(entry)));
            object.add(name, mismatch);
            while (in.hasNext()) {
                object.add(in.nextName(), Json.ANY.read(in));
            }
            in.endObject();
            return object;
        }

        @Override
        public void write(JsonWriter out, @Nullable Map<String, T> map) throws IOException {
            if (map == null) {
                out.nullValue();
                return;
            }
            boolean serializeNulls = out.getSerializeNulls();
            out.setSerializeNulls(true);
            out.beginObject();
            for (Map.Entry<String, T> entry : map.entrySet()) {
                value.write(out.name(entry.getKey()), entry.getValue());
            }
            out.endObject();
            out.setSerializeNulls(serializeNulls);
        }
    }
}
