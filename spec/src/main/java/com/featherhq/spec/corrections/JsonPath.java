package com.featherhq.spec.corrections;

import com.featherhq.spec.document.SpecException;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath (RFC 9535) with all of its segments and of its selectors names, indexes, wildcards and filters. Slices and functions
 * are refused.
 */
final class JsonPath {

    private final String text;
    private final List<Segment> segments;

    JsonPath(String text, List<Segment> segments) {
        this.text = text;
        this.segments = List.copyOf(segments);
    }

    /**
     * Reads a path that begins with {@code $}.
     *
     * @throws SpecException if it is none, or one with a slice or a function
     */
    static JsonPath parse(String text) {
        return new JsonPathReader(text).path();
    }

    /** A value, and where it is: nothing is around the root. */
    record Node(@Nullable JsonElement parent, JsonElement value) {

        void remove() {
            if (parent instanceof JsonObject object) {
                object.entrySet().removeIf(entry -> entry.getValue() == value);
            } else if (parent instanceof JsonArray array) {
                for (int index = array.size() - 1; index >= 0; index--) {
                    if (array.get(index) == value) {
                        array.remove(index);
                    }
                }
            }
        }
    }

    /** Children that are selected, or of {@code descendant} those of a node and of all that is in it. */
    record Segment(boolean descendant, List<Selector> selectors) {}

    /** Which children of a node are selected. */
    sealed interface Selector {

        /** By name. */
        record Name(String name) implements Selector {}

        /** By place, from the end if negative. */
        record Index(int index) implements Selector {}

        /** All of them. */
        record Wildcard() implements Selector {}

        /** Those of which something holds. */
        record Filter(JsonPathFilter condition) implements Selector {}
    }

    /** The nodes in {@code root} that are selected, in the order of the document. */
    List<Node> select(JsonElement root) {
        return select(root, root);
    }

    /** As {@link #select(JsonElement)}, from a node within {@code root}. */
    List<Node> select(JsonElement from, JsonElement root) {
        List<Node> nodes = List.of(new Node(null, from));
        for (Segment segment : segments) {
            List<Node> next = new ArrayList<>();
            for (Node node : nodes) {
                select(segment, node.value(), root, next);
            }
            nodes = next;
        }
        return nodes;
    }

    private static void select(Segment segment, JsonElement value, JsonElement root, List<Node> found) {
        segment.selectors().forEach(selector -> select(selector, value, root, found));
        if (segment.descendant()) {
            children(value, child -> select(segment, child.value(), root, found));
        }
    }

    private static void select(Selector selector, JsonElement value, JsonElement root, List<Node> found) {
        if (selector instanceof Selector.Name name) {
            if (value instanceof JsonObject object && object.has(name.name())) {
                found.add(new Node(value, object.get(name.name())));
            }
        } else if (selector instanceof Selector.Index index) {
            int size = value instanceof JsonArray array ? array.size() : 0;
            int place = index.index() < 0 ? size + index.index() : index.index();
            if (place >= 0 && place < size) {
                found.add(new Node(value, value.getAsJsonArray().get(place)));
            }
        } else {
            children(value, child -> {
                if (!(selector instanceof Selector.Filter filter)
                        || filter.condition().holds(child.value(), root)) {
                    found.add(child);
                }
            });
        }
    }

    private static void children(JsonElement value, Consumer<Node> action) {
        if (value instanceof JsonObject object) {
            List.copyOf(object.asMap().values()).forEach(child -> action.accept(new Node(value, child)));
        } else if (value instanceof JsonArray array) {
            List.copyOf(array.asList()).forEach(child -> action.accept(new Node(value, child)));
        }
    }

    /** Whether it selects one node at most. */
    boolean isSingular() {
        return segments.stream()
                .allMatch(segment -> !segment.descendant()
                        && segment.selectors().size() == 1
                        && (segment.selectors().get(0) instanceof Selector.Name
                                || segment.selectors().get(0) instanceof Selector.Index));
    }

    /** The names that the path begins with. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.descendant()
                    || segment.selectors().size() != 1
                    || !(segment.selectors().get(0) instanceof Selector.Name name)) {
                break;
            }
            names.add(name.name());
        }
        return names;
    }

    /** Whether it is {@code $} alone. */
    boolean isRoot() {
        return segments.isEmpty();
    }

    /** What kind of thing a value is, in words. */
    static String kind(JsonElement value) {
        if (value instanceof JsonPrimitive primitive) {
            return primitive.isString() ? "a text" : primitive.isNumber() ? "a number" : "a boolean";
        }
        return value.isJsonNull() ? "null" : value.isJsonArray() ? "an array" : "an object";
    }

    @Override
    public String toString() {
        return text;
    }
}
