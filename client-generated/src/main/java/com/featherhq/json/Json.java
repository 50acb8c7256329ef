package com.featherhq.json;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the generated models are read and written with. For generated code; thread-safe. */
public final class Json {

    /** Any JSON value, as a tree; null is {@code JsonNull}. */
    public static final TypeAdapter<JsonElement> ANY = new AnyAdapter();

    private static final int LONGEST_NAME = 100;

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

    /** {@code -9223372036854775808}. */
    private static final int LONGEST_LONG = 20;

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
        String text = tree.getAsString();
        if (text.length() > LONGEST_LONG) {
            return false;
        }
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** JSON's null for Java's, as it is when it's read. */
    public static JsonElement orNull(@Nullable JsonElement value) {
        return value == null ? JsonNull.INSTANCE : value;
    }

    /**
     * Returns what {@code adapter} reads from a value that another parser has read, such as Jackson: a map with names as keys, a
     * list, a text, a number, a boolean or null.
     *
     * @throws IllegalArgumentException if it isn't what the API document says; the message says where, and shows no value
     */
    @SuppressWarnings("NullAway") // null only for null, which Jackson doesn't ask about
    public static <T> T read(TypeAdapter<T> adapter, @Nullable Object value) {
        try {
            return adapter.read(new TreeReader(PlainTree.of(value), null));
        } catch (IOException | JsonParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
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

    /** Fails unless the next value is of the right kind; one that is a leaf in place of another is in the exception. */
    static void expect(JsonReader in, JsonToken expected) throws IOException {
        JsonToken found = in.peek();
        if (found != expected) {
            String pointer = pointer(in);
            JsonElement leaf = isLeaf(expected) && isLeaf(found) ? ANY.read(in) : null;
            throw new MismatchException(nameOf(expected), nameOf(found), pointer, leaf);
        }
    }

    private static boolean isLeaf(JsonToken token) {
        return token == JsonToken.STRING || token == JsonToken.NUMBER || token == JsonToken.BOOLEAN;
    }

    /** The exception for a value that was read and isn't what the document says. */
    static MismatchException unexpected(JsonReader in, String expected, String found, JsonElement value) {
        return new MismatchException(expected, found, pointerBehind(in), value);
    }

    private static String nameOf(JsonToken token) {
        return switch (token) {
            case BEGIN_OBJECT -> "an object";
            case BEGIN_ARRAY -> "an array";
            default -> token.name().toLowerCase(Locale.ROOT);
        };
    }

    /** The JSON Pointer of the value that is read next. */
    static String pointer(JsonReader in) {
        if (in instanceof TreeReader tree) {
            return tree.pointer();
        }
        return in instanceof ObservedReader observed ? observed.pointer(false) : pointer(in.getPath());
    }

    /** The JSON Pointer of the value that was read last. */
    static String pointerBehind(JsonReader in) {
        if (in instanceof TreeReader tree) {
            return tree.pointer();
        }
        return in instanceof ObservedReader observed ? observed.pointer(true) : pointer(in.getPreviousPath());
    }

    /** Gson's path {@code $.items[0].id} as the JSON Pointer {@code /items/0/id}. */
    static String pointer(String path) {
        return path.substring(1)
                .replace("~", "~0")
                .replace('.', '/')
                .replace('[', '/')
                .replace("]", "");
    }

    /** A name as a step of a JSON Pointer; of a long one the beginning, since a pointer is there to be told. */
    static String escape(String name) {
        String start = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        return start.replace("~", "~0").replace("/", "~1");
    }

    /**
     * For a getter whose property is null or absent.
     *
     * @throws UnreadablePropertyException if what came for it isn't what the document says
     */
    public static void requireReadable(JsonModel model, String property) {
        model.requireReadable(property);
    }

    /** The exception for the getter of a required property that isn't there. */
    public static UnreadablePropertyException missing(JsonModel model, String property) {
        model.requireReadable(property);
        return new UnreadablePropertyException(
                model, property, "is missing: the API document requires it, but it was neither received nor set.");
    }

    /** For a setter: what came for the property is replaced. */
    public static void replaced(JsonModel model, String property) {
        model.forget(property);
    }

    /** Whether two objects have the same properties beside those that the document declares. */
    public static boolean hasSameRest(JsonModel one, JsonModel other) {
        return one.hasSameRest(other);
    }

    /** The hash of what {@link #hasSameRest} compares. */
    public static int hashOfRest(JsonModel model) {
        return model.hashOfRest();
    }

    /** A copy of a list that can't be modified, lists and maps in it included; null if there's none. */
    public static <T extends @Nullable Object> @Nullable List<T> copy(@Nullable List<T> list) {
        if (list == null) {
            return null;
        }
        List<T> copy = new ArrayList<>(list.size());
        list.forEach(element -> copy.add(copied(element)));
        return Collections.unmodifiableList(copy);
    }

    /** A copy of a map that can't be modified, lists and maps in it included; null if there's none. */
    public static <T extends @Nullable Object> @Nullable Map<String, T> copy(@Nullable Map<String, T> map) {
        if (map == null) {
            return null;
        }
        Map<String, T> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(name, copied(value)));
        return Collections.unmodifiableMap(copy);
    }

    /** A copy of an object, with what is in it. */
    @SuppressWarnings("unchecked") // a model's adapter() is the adapter for its own class
    public static <T extends JsonModel> T copyOf(T model) {
        return (T) model.copy();
    }

    /** The text of a value as it's sent in an address; null for none. */
    public static @Nullable String text(@Nullable Object value) {
        return value == null ? null : WireText.of(value);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the copy is of the same kind, and there if the value is
    private static <T extends @Nullable Object> T copied(T value) {
        if (value instanceof List<?> list) {
            return (T) copy(list);
        }
        return value instanceof Map<?, ?> map ? (T) copy((Map<String, ?>) map) : value;
    }
}
