package com.featherhq.spec.document;

import com.featherhq.spec.json.JsonFields;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An OpenAPI 3.1 document as it was read: key order and number text are kept. */
public final class ApiSpec {

    private static final List<String> METHODS =
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final Set<String> PATH_ITEM_KEYS = Set.of("$ref", "summary", "description", "servers", "parameters");

    private static final Pattern POSITION = Pattern.compile("line \\d+ column \\d+");

    private final JsonObject root;

    private ApiSpec(JsonObject root) {
        this.root = root;
    }

    /**
     * Reads and checks a document.
     *
     * @throws SpecException if the file can't be read or isn't a usable OpenAPI 3.1 document in JSON
     */
    public static ApiSpec read(Path file) {
        return read(file, file.toString());
    }

    /** Like {@link #read(Path)}; {@code name} is what the file is called in messages. */
    public static ApiSpec read(Path file, String name) {
        return of(parse(file, name), name);
    }

    /** Checks a parsed document; {@code name} is used in messages. */
    public static ApiSpec of(JsonElement parsed, String name) {
        if (!parsed.isJsonObject()) {
            throw new SpecException(name + " is not an OpenAPI document: its root is not a JSON object.");
        }
        ApiSpec spec = new ApiSpec(parsed.getAsJsonObject());
        spec.requireOpenApi31(name);
        spec.requireObject("/info", name);
        spec.requireObject("/paths", name);
        return spec;
    }

    private static JsonElement parse(Path file, String name) {
        try (JsonReader reader = new JsonReader(new StringReader(Files.readString(file)))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement parsed = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new SpecException(name + " has text after the end of the JSON document.");
            }
            return parsed;
        } catch (CharacterCodingException e) {
            throw new SpecException(name + " is not UTF-8 text.", e);
        } catch (JsonParseException | IOException e) {
            throw Files.isReadable(file)
                    ? new SpecException(name + notJson(String.valueOf(e.getMessage())), e)
                    : new SpecException(name + " can't be read: check that the file is there and readable.", e);
        }
    }

    /** What the reader's message means to somebody who doesn't know the reader. */
    private static String notJson(String message) {
        Matcher position = POSITION.matcher(message);
        String at = position.find() ? position.group() : "its start";
        return message.contains("End of input") || message.contains("Unterminated")
                ? " is not a whole JSON document: it ends at " + at + "."
                : " is not a JSON document: it is malformed at " + at + " (a YAML one must be converted first).";
    }

    /** The whole document. Not a copy. */
    public JsonObject root() {
        return root;
    }

    /** The document's {@code info.title}. */
    public String title() {
        return JsonFields.string(root.getAsJsonObject("info"), "title", "");
    }

    /** The document's {@code info.version}. */
    public String version() {
        return JsonFields.string(root.getAsJsonObject("info"), "version", "");
    }

    /** The named schemas, in document order; empty if there are none. */
    public JsonObject schemas() {
        return JsonFields.object(JsonFields.object(root, "components"), "schemas");
    }

    /** Calls {@code action} for every operation, in document order. One that stands in another place by {@code $ref} isn't among them. */
    public void forEachOperation(Consumer<ApiOperation> action) {
        for (Map.Entry<String, JsonElement> path : root.getAsJsonObject("paths").entrySet()) {
            if (!path.getKey().startsWith("x-") && path.getValue() instanceof JsonObject item) {
                for (Map.Entry<String, JsonElement> entry : item.entrySet()) {
                    if (METHODS.contains(entry.getKey()) && entry.getValue() instanceof JsonObject operation) {
                        action.accept(new ApiOperation(path.getKey(), entry.getKey(), operation, item));
                    }
                }
            }
        }
    }

    /** Whether a path item has operations of another kind under {@code key}, such as a method that isn't HTTP's. */
    public static boolean isUnknownMethod(String key) {
        return !METHODS.contains(key) && !PATH_ITEM_KEYS.contains(key) && !key.startsWith("x-");
    }

    private void requireOpenApi31(String name) {
        String version = JsonFields.string(root, "openapi", "");
        if (!version.startsWith("3.1.")) {
            String found = version.isEmpty() ? "no \"openapi\" version" : "\"openapi\": \"" + version + "\"";
            throw new SpecException(name + " is not an OpenAPI 3.1 document: it has " + found + ".");
        }
    }

    private void requireObject(String pointer, String name) {
        JsonElement value = root.get(pointer.substring(1));
        if (value == null || !value.isJsonObject()) {
            throw new SpecException(name + " is not an OpenAPI document: it has no object at " + pointer + ".");
        }
    }
}
