package com.featherhq.spec.document;

import com.featherhq.spec.json.JsonFields;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;

/** The media types of a request body or response, and their schemas. */
public final class ContentTypes {

    static final String MULTIPART = "multipart/form-data";
    static final String URL_ENCODED = "application/x-www-form-urlencoded";

    private ContentTypes() {}

    /** The distinct content types of a body or response, in document order. */
    public static List<String> of(JsonObject holder) {
        return List.copyOf(JsonFields.object(holder, "content").keySet());
    }

    /** The schema for a content type; an empty one if there's none. */
    public static JsonObject schema(JsonObject holder, String contentType) {
        JsonObject media = JsonFields.object(JsonFields.object(holder, "content"), contentType);
        JsonElement schema = media.get("schema");
        return schema != null && schema.isJsonObject() ? schema.getAsJsonObject() : new JsonObject();
    }

    /** RFC 6839 §3.1: a type with the suffix {@code +json} is JSON. */
    public static boolean isJson(String contentType) {
        String type = essence(contentType);
        return type.equals("application/json") || type.endsWith("+json");
    }

    public static boolean isPlainText(String contentType) {
        return essence(contentType).equals("text/plain");
    }

    public static boolean isForm(String contentType) {
        return essence(contentType).equals(MULTIPART) || essence(contentType).equals(URL_ENCODED);
    }

    private static String essence(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
