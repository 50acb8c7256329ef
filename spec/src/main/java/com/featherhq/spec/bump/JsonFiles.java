package com.featherhq.spec.bump;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reading and writing files of JSON. */
final class JsonFiles {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JsonFiles() {}

    static JsonObject read(Path file) {
        return readAny(file).getAsJsonObject();
    }

    static JsonElement readAny(Path file) {
        try {
            return JsonParser.parseString(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    static Path write(Path file, JsonElement json) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, text(json));
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file, e);
        }
    }

    static String text(JsonElement json) {
        return GSON.toJson(json) + "\n";
    }

    static String text(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }
}
