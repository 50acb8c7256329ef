package com.featherhq.json;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
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
                list.add(element.read(in));
            }
            in.endArray();
            return list;
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
                map.put(in.nextName(), value.read(in));
            }
            in.endObject();
            return map;
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
