package com.featherhq.client;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.regex.Pattern;

/** Turns FastAPI's {@code ["body","items",0,"name"]} into {@code body.items[0].name}. */
final class ViolationPath {

    private static final int MOST_STEPS = 50;
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_$-]+");

    private ViolationPath() {}

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
