package com.featherhq.bench;

import com.featherhq.json.Json;
import com.featherhq.json.JsonModel;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What could stand in for the generated adapters: one factory that reads and writes any generated model by reflection, with
 * presence and undeclared properties kept. Good enough to be measured, not more: names are taken from the fields.
 */
final class ReflectiveFactory implements TypeAdapterFactory {

    static Gson gson() {
        return new GsonBuilder()
                .serializeNulls()
                .disableHtmlEscaping()
                .registerTypeAdapter(Long.class, Json.LONG)
                .registerTypeAdapter(String.class, Json.STRING)
                .registerTypeAdapter(java.util.UUID.class, Json.UUID)
                .registerTypeAdapter(java.time.LocalDate.class, Json.DATE)
                .registerTypeAdapter(java.time.OffsetDateTime.class, Json.DATE_TIME)
                .registerTypeAdapter(java.math.BigDecimal.class, Json.NUMBER)
                .registerTypeAdapterFactory(new ReflectiveFactory())
                .create();
    }

    @Override
    @SuppressWarnings("unchecked") // the adapter is made for the type
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        return JsonModel.class.isAssignableFrom(type.getRawType())
                ? (TypeAdapter<T>) new Adapter(gson, type.getRawType())
                : null;
    }

    private record Property(Field field, TypeAdapter<Object> adapter, Field word, long mask) {}

    private static final class Adapter extends TypeAdapter<JsonModel> {

        private final Class<?> type;
        private final Map<String, Property> properties = new LinkedHashMap<>();

        @SuppressWarnings("unchecked") // the adapter is made for the field's type
        Adapter(Gson gson, Class<?> type) {
            this.type = type;
            Map<String, Field> words = new LinkedHashMap<>();
            int index = 0;
            Field[] fields = type.getDeclaredFields();
            for (Field field : fields) {
                field.setAccessible(!Modifier.isStatic(field.getModifiers()));
                if (field.getType() == long.class) {
                    words.put(field.getName(), field);
                }
            }
            for (Field field : fields) {
                if (!Modifier.isStatic(field.getModifiers()) && field.getType() != long.class) {
                    String name = FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES.translateName(field);
                    TypeAdapter<Object> adapter =
                            (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(field.getGenericType()));
                    properties.put(
                            name, new Property(field, adapter, words.get("present" + index / 64), 1L << index % 64));
                    index++;
                }
            }
        }

        @Override
        public JsonModel read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return null;
            }
            try {
                JsonModel model = (JsonModel) type.getDeclaredConstructor().newInstance();
                in.beginObject();
                while (in.hasNext()) {
                    String name = in.nextName();
                    Property property = properties.get(name);
                    if (property == null) {
                        model.putAdditionalProperty(name, Json.ANY.read(in));
                    } else {
                        property.field().set(model, property.adapter().read(in));
                        if (property.word() != null) {
                            property.word().setLong(model, property.word().getLong(model) | property.mask());
                        }
                    }
                }
                in.endObject();
                return model;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void write(JsonWriter out, JsonModel model) throws IOException {
            if (model == null) {
                out.nullValue();
                return;
            }
            try {
                out.beginObject();
                for (Map.Entry<String, Property> entry : properties.entrySet()) {
                    Property property = entry.getValue();
                    Object value = property.field().get(model);
                    boolean present =
                            property.word() != null && (property.word().getLong(model) & property.mask()) != 0;
                    if (value != null || present) {
                        property.adapter().write(out.name(entry.getKey()), value);
                    }
                }
                for (Map.Entry<String, JsonElement> entry :
                        model.additionalProperties().entrySet()) {
                    Json.ANY.write(out.name(entry.getKey()), entry.getValue());
                }
                out.endObject();
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
