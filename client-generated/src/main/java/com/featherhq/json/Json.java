package com.featherhq.json;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the generated models are read and written with. For generated code; thread-safe. */
public final class Json {

    /** Any JSON value, as a tree; null is {@code JsonNull}. */
    public static final TypeAdapter<JsonElement> ANY = new Gson().getAdapter(JsonElement.class);

    /** A text. */
    public static final TypeAdapter<String> STRING = new ScalarAdapters.StringAdapter();

    /** A whole number of 64 bits. */
    public static final TypeAdapter<Long> LONG = new ScalarAdapters.LongAdapter();

    /** A whole number of 32 bits. */
    public static final TypeAdapter<Integer> INTEGER = new ScalarAdapters.IntegerAdapter();

    /** A number, without loss. */
    public static final TypeAdapter<BigDecimal> NUMBER = new ScalarAdapters.NumberAdapter();

    /** A floating-point number of 64 bits. */
    public static final TypeAdapter<Double> DOUBLE = new ScalarAdapters.DoubleAdapter();

    /** True or false. */
    public static final TypeAdapter<Boolean> BOOLEAN = new ScalarAdapters.BooleanAdapter();

    /** A UUID. */
    public static final TypeAdapter<UUID> UUID = new ScalarAdapters.UuidAdapter();

    /** A date. */
    public static final TypeAdapter<LocalDate> DATE = new ScalarAdapters.DateAdapter();

    /** A date and time; one without zone is taken as UTC. */
    public static final TypeAdapter<OffsetDateTime> DATE_TIME = new ScalarAdapters.DateTimeAdapter();

    private Json() {}

    /** A list. */
    public static <T extends @Nullable Object> TypeAdapter<List<T>> list(TypeAdapter<T> element) {
        return new ContainerAdapters.ListAdapter<>(element);
    }

    /** An object whose property names are data. */
    public static <T extends @Nullable Object> TypeAdapter<Map<String, T>> map(TypeAdapter<T> value) {
        return new ContainerAdapters.MapAdapter<>(value);
    }

    /** Whether {@code tree} is a text. */
    public static boolean isString(JsonElement tree) {
        return tree.isJsonPrimitive() && tree.getAsJsonPrimitive().isString();
    }

    /** Whether {@code tree} is true or false. */
    public static boolean isBoolean(JsonElement tree) {
        return tree.isJsonPrimitive() && tree.getAsJsonPrimitive().isBoolean();
    }

    /** Whether {@code tree} is a number. */
    public static boolean isNumber(JsonElement tree) {
        return tree.isJsonPrimitive() && tree.getAsJsonPrimitive().isNumber();
    }

    /** Whether {@code tree} is a number that is written as a whole one and fits 64 bits. */
    public static boolean isInteger(JsonElement tree) {
        if (!isNumber(tree)) {
            return false;
        }
        try {
            Long.parseLong(tree.getAsString());
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The text of a union's discriminator; empty if there's none. */
    public static String discriminator(JsonElement tree, String property) {
        JsonElement value = tree.isJsonObject() ? tree.getAsJsonObject().get(property) : null;
        return value != null && isString(value) ? value.getAsString() : "";
    }

    /** The model that fits {@code tree} best, or null: all required properties are there, and the fewest are undeclared. */
    public static @Nullable JsonModel bestFit(JsonElement tree, ModelAdapter<?>... adapters) {
        JsonModel best = null;
        for (ModelAdapter<?> adapter : adapters) {
            JsonModel model = tryRead(tree, adapter);
            if (model != null
                    && (best == null
                            || model.additionalProperties().size()
                                    < best.additionalProperties().size())) {
                best = model;
            }
        }
        return best;
    }

    /** Whether {@code tree} can be read by {@code adapter} and fits none of the models of {@code others} better. */
    public static boolean fits(JsonElement tree, TypeAdapter<?> adapter, ModelAdapter<?>... others) {
        if (adapter instanceof ModelAdapter<?> model) {
            ModelAdapter<?>[] all = new ModelAdapter<?>[others.length + 1];
            all[0] = model;
            System.arraycopy(others, 0, all, 1, others.length);
            JsonModel best = bestFit(tree, all);
            return best != null && best.adapter() == model;
        }
        try {
            return !(adapter.fromJsonTree(tree) instanceof JsonUnion union && union.isUnknown());
        } catch (JsonParseException e) {
            return false;
        }
    }

    private static @Nullable JsonModel tryRead(JsonElement tree, ModelAdapter<?> adapter) {
        if (!tree.isJsonObject()) {
            return null;
        }
        for (String required : adapter.requiredNames()) {
            if (!tree.getAsJsonObject().has(required)) {
                return null;
            }
        }
        try {
            return adapter.fromJsonTree(tree);
        } catch (JsonParseException e) {
            return null;
        }
    }

    /** JSON's null for Java's, as it is when it's read. */
    public static JsonElement orNull(@Nullable JsonElement value) {
        return value == null ? JsonNull.INSTANCE : value;
    }

    /** The exception for asking a union for a member that it isn't. */
    public static IllegalStateException notA(String label, JsonUnion union) {
        return new IllegalStateException("not " + label + " but " + union);
    }

    /** Takes a null, if the next value is one. */
    static boolean isNull(JsonReader in) throws IOException {
        if (in.peek() != JsonToken.NULL) {
            return false;
        }
        in.nextNull();
        return true;
    }

    /** Fails unless the next value is of the right kind. */
    static void expect(JsonReader in, JsonToken expected) throws IOException {
        JsonToken found = in.peek();
        if (found != expected) {
            throw unexpected(in, nameOf(expected), nameOf(found));
        }
    }

    static JsonParseException unexpected(JsonReader in, String expected, String found) {
        return new MismatchException(expected, found, pointer(in.getPath()));
    }

    private static String nameOf(JsonToken token) {
        return switch (token) {
            case BEGIN_OBJECT -> "an object";
            case BEGIN_ARRAY -> "an array";
            default -> token.name().toLowerCase(Locale.ROOT);
        };
    }

    /** Gson's path {@code $.items[0].id} as the JSON Pointer {@code /items/0/id}. */
    static String pointer(String path) {
        return path.substring(1)
                .replace("~", "~0")
                .replace('.', '/')
                .replace('[', '/')
                .replace("]", "");
    }

    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
