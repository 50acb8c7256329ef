package com.featherhq.json;

import com.featherhq.json.WireNames.Name;
import com.featherhq.json.WireNames.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The values that a caller gives by name. Not thread-safe. */
final class NamedValues {

    private final WireNames names;
    private final @Nullable Object[] values;

    NamedValues(WireNames names) {
        this.names = names;
        this.values = new @Nullable Object[names.size()];
    }

    /** Null takes the value away again; a list or map is copied. */
    void set(int index, @Nullable Object value) {
        if (value instanceof List<?> list) {
            values[index] = Collections.unmodifiableList(new ArrayList<>(list));
        } else if (value instanceof Map<?, ?> map) {
            values[index] = Collections.unmodifiableMap(new LinkedHashMap<>(map));
        } else {
            values[index] = value;
        }
    }

    @Nullable
    Object get(int index) {
        return values[index];
    }

    /** Takes over what {@code others} of the same class have. */
    void setAll(NamedValues others) {
        System.arraycopy(others.values, 0, values, 0, values.length);
    }

    boolean has(Place place) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null && names.get(i).place() == place) {
                return true;
            }
        }
        return false;
    }

    /** Calls {@code texts} with what is sent for each value that is set, in the document's order. */
    void forEachText(Place place, BiConsumer<String, String> texts) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            Name name = names.get(i);
            if (value != null && name.place() == place) {
                name.style().forEach(name.text(), value, texts);
            }
        }
    }

    /** Calls {@code action} with each name and value that is set, lists in one piece, in the document's order. */
    void forEach(Place place, BiConsumer<String, Object> action) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            Name name = names.get(i);
            if (value != null && name.place() == place) {
                action.accept(name.text(), value);
            }
        }
    }

    /** @throws IllegalStateException if a required value isn't set; the message has the names of all that are missing */
    void requireComplete() {
        List<String> missing = null;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && names.get(i).required()) {
                missing = missing == null ? new ArrayList<>() : missing;
                missing.add(names.get(i).text());
            }
        }
        if (missing != null) {
            throw new IllegalStateException(
                    names.owner() + " lacks what the operation requires: set " + String.join(", ", missing) + ".");
        }
    }

    boolean isSame(NamedValues other) {
        return names == other.names && Arrays.equals(values, other.values);
    }

    int hash() {
        return Arrays.hashCode(values);
    }

    /** The names that are set, without their values. */
    void addNames(Collection<String> set) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                set.add(names.get(i).text());
            }
        }
    }

    String text(Collection<String> more) {
        List<String> set = new ArrayList<>();
        addNames(set);
        set.addAll(more);
        return names.owner() + set;
    }
}
