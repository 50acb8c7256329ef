package com.featherhq.json;

import com.featherhq.json.WireNames.Place;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an operation that are given by name: the generated subclasses have a method for each. What isn't set isn't
 * sent. Setting null takes a value away again, and lists are copied. Two are equal if they are of one class and the same is
 * set. Not thread-safe while it's filled.
 *
 * <p>For Retrofit it's a {@code @QueryMap}, also in interfaces that are written by hand. The entries are the query as it's sent:
 * a list has an entry for each element, so a name may be there several times. That's why it's to be iterated over, not to be
 * looked things up in. Iterating throws an {@link IllegalStateException} while something is missing that the operation requires.
 */
public abstract class QueryParams extends AbstractMap<String, String> {

    private final NamedValues values;

    /** For the generated types. */
    protected QueryParams(WireNames names) {
        values = new NamedValues(names);
    }

    /** For the generated types: sets the value with the name at {@code index}; null takes it away. */
    protected final void set(int index, @Nullable Object value) {
        values.set(index, value);
    }

    /** For the generated types: takes over what {@code from} of the same class has, but for one value. */
    protected final void copy(QueryParams from, int index, @Nullable Object value) {
        values.setAll(from.values);
        values.set(index, value);
    }

    /** For the generated types: the text of a value; null if it isn't set. */
    protected final @Nullable String text(int index) {
        return Json.text(values.get(index));
    }

    @Override
    public final Set<Map.Entry<String, String>> entrySet() {
        values.requireComplete();
        Entries query = new Entries();
        values.forEachText(Place.QUERY, query);
        return query;
    }

    /**
     * For the generated interfaces: the headers and cookies among the parameters, as a {@code @HeaderMap}. The entries are what
     * is sent, with one for each element of a list.
     *
     * @throws IllegalArgumentException if a value has a character that no header can have
     */
    public final Map<String, String> headers() {
        Entries headers = new Entries();
        values.forEachText(Place.HEADER, (name, text) -> headers.accept(name, AddressText.header(name, text)));
        if (values.has(Place.COOKIE)) {
            headers.accept("Cookie", Cookies.header(values));
        }
        return new AbstractMap<>() {
            @Override
            public Set<Map.Entry<String, String>> entrySet() {
                return headers;
            }
        };
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // the same values for another operation are something else
    public final boolean equals(@Nullable Object other) {
        return this == other
                || (other != null && getClass() == other.getClass() && values.isSame(((QueryParams) other).values));
    }

    @Override
    public final int hashCode() {
        return values.hash();
    }

    /** The names that are set, without their values. */
    @Override
    public final String toString() {
        return values.text(List.of());
    }

    /** Entries that may have a name in common. */
    private static final class Entries extends AbstractSet<Map.Entry<String, String>>
            implements BiConsumer<String, String> {

        private final List<Map.Entry<String, String>> entries = new ArrayList<>();

        @Override
        public void accept(String name, String text) {
            entries.add(Map.entry(name, text));
        }

        @Override
        public Iterator<Map.Entry<String, String>> iterator() {
            return entries.iterator();
        }

        @Override
        public int size() {
            return entries.size();
        }
    }
}
