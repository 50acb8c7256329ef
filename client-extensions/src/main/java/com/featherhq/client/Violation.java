package com.featherhq.client;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * One reason why the service refused a request as invalid (422). Immutable.
 *
 * <p>The value that was refused is not kept: it may be personal data.
 */
public final class Violation implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String message;
    private final String type;

    Violation(String path, String message, String type) {
        this.path = path;
        this.message = message;
        this.type = type;
    }

    /** Returns where: {@code body.items[0].name}, {@code query.limit}; empty if the service doesn't say. */
    public String path() {
        return path;
    }

    /** Returns the service's text: {@code field required}. At most 500 characters. */
    public String message() {
        return message;
    }

    /** Returns the service's name for this kind of violation, such as {@code missing}; empty if it gives none. */
    public String type() {
        return type;
    }

    /** Returns {@code body.items[0].name: field required}. */
    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }

    /** Turns FastAPI's {@code ["body","items",0,"name"]} into {@code body.items[0].name}. */
    static final class Location {

        private static final int MOST_STEPS = 50;
        private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_$-]+");

        private Location() {}

        static String read(JsonReader in) throws IOException {
            StringBuilder path = new StringBuilder();
            if (in.peek() != JsonToken.BEGIN_ARRAY) {
                in.skipValue();
                return "";
            }
            in.beginArray();
            for (int step = 0; in.hasNext(); step++) {
                JsonToken token = in.peek();
                if (step >= MOST_STEPS || (token != JsonToken.STRING && token != JsonToken.NUMBER)) {
                    in.skipValue();
                } else if (token == JsonToken.NUMBER) {
                    path.append('[').append(in.nextString()).append(']');
                } else {
                    append(path, in.nextString());
                }
            }
            in.endArray();
            return path.toString();
        }

        private static void append(StringBuilder path, String name) {
            if (!PLAIN.matcher(name).matches()) {
                path.append("[\"").append(name.replace("\"", "\\\"")).append("\"]");
            } else if (path.length() == 0) {
                path.append(name);
            } else {
                path.append('.').append(name);
            }
        }
    }
}
