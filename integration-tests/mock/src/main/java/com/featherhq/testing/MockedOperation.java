package com.featherhq.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the document with its own answer.
 *
 * @param pointer the JSON Pointer of the operation
 * @param open whether it takes no key
 */
record MockedOperation(
        String verb,
        String template,
        String pointer,
        boolean open,
        List<Parameter> parameters,
        @Nullable RequestBody requestBody,
        JsonObject responses,
        Success success) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    /** A parameter; the pointer is that of its schema. */
    record Parameter(String in, String name, boolean required, JsonObject schema, String pointer) {}

    /** A request body; the pointer is that of the JSON schema, null where the body isn't JSON. */
    record RequestBody(boolean required, @Nullable String jsonPointer) {}

    /** The first success that the document declares, with a body that conforms to it. */
    record Success(int status, String contentType, JsonElement body) {

        byte[] bytes() {
            return contentType.isEmpty() ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    String line() {
        return verb + " " + template;
    }

    /** How often the template leaves something open: a literal path wins over a template. */
    int openness() {
        return template.split("\\{", -1).length;
    }

    /** The decoded path parameters if the raw path is of this operation, else null. */
    @Nullable
    Map<String, String> match(String rawPath) {
        List<String> names = new ArrayList<>();
        StringBuilder regex = new StringBuilder();
        Matcher variable = VARIABLE.matcher(template);
        int from = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(template.substring(from, variable.start())))
                    .append("([^/]+)");
            names.add(variable.group(1));
            from = variable.end();
        }
        regex.append(Pattern.quote(template.substring(from)));
        Matcher path = Pattern.compile(regex.toString()).matcher(rawPath);
        return path.matches() ? values(names, path) : null;
    }

    private static Map<String, String> values(List<String> names, Matcher path) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String raw = path.group(i + 1).replace("+", "%2B");
            values.put(names.get(i), URLDecoder.decode(raw, StandardCharsets.UTF_8));
        }
        return values;
    }

    /** The pointer of the JSON schema of a response, or null if the document says nothing about its body. */
    @Nullable
    String responseSchema(int status) {
        for (String key : List.of(String.valueOf(status), status / 100 + "XX", "default")) {
            if (responses.get(key) instanceof JsonObject response) {
                return jsonSchema(response, pointer + "/responses/" + key);
            }
        }
        return null;
    }

    static @Nullable String jsonSchema(JsonObject withContent, String pointer) {
        if (withContent.get("content") instanceof JsonObject content) {
            for (Map.Entry<String, JsonElement> media : content.entrySet()) {
                if (media.getKey().contains("json")
                        && media.getValue().getAsJsonObject().has("schema")) {
                    return pointer + "/content/" + DocumentSchemas.escaped(media.getKey()) + "/schema";
                }
            }
        }
        return null;
    }
}
