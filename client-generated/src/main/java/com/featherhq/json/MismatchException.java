package com.featherhq.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A JSON value is of another kind than the API document says. Its message doesn't show the value, unlike Gson's own. */
final class MismatchException extends JsonParseException {

    private static final long serialVersionUID = 1;

    private final String problem;
    private final String pointer;
    private final transient @Nullable JsonElement leaf;

    /** @param leaf the value if it's a text, a number or a boolean in place of another one: the reader has gone past it */
    MismatchException(String expected, String found, String pointer, @Nullable JsonElement leaf) {
        this("expected " + expected + " but found " + found, pointer, leaf);
    }

    private MismatchException(String problem, String pointer, @Nullable JsonElement leaf) {
        super(problem + " at " + pointer);
        this.problem = problem;
        this.pointer = pointer;
        this.leaf = leaf;
    }

    /** Whether the rest of what the value is in can be read. */
    boolean isLeaf() {
        return leaf != null;
    }

    /** The same for the array or object that the value is in, which was read to its end. */
    MismatchException within(JsonElement container) {
        return new MismatchException(problem, pointer, container);
    }

    String problem() {
        return problem;
    }

    String pointer() {
        return pointer;
    }

    /** The value as it came, or what it is in; only if it's a leaf. */
    JsonElement value() {
        return Objects.requireNonNull(leaf);
    }

    UnreadableBodyException inResponse() {
        return new UnreadableBodyException(problem, pointer);
    }
}
