package com.featherhq.spec;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;

/** The media types of a request body or response, and their schemas. */
final class ContentTypes {

    static final String MULTIPART = "multipart/form-data";
    static final String URL_ENCODED = "application/x-www-form-urlencoded";

    private ContentTypes() {}

    /** The distinct content types of a body or response, in document order. */
    static List<String> of(JsonObject holder) {
        return List.copyOf(ApiSpec.object(holder, "content").keySet());
    }

    /** The schema for a content type; an empty one if there's none. */
    static JsonObject schema(JsonObject holder, String contentType) {
        JsonObject media = ApiSpec.object(ApiSpec.object(holder, "content"), contentType);
        JsonElement schema = media.get("schema");
        return schema != null && schema.isJsonObject() ? schema.getAsJsonObject() : new JsonObject();
    }

    /** RFC 6839 §3.1: a type with the suffix {@code +json} is JSON. */
    static boolean isJson(String contentType) {
        String type = essence(contentType);
        return type.equals("application/json") || type.endsWith("+json");
    }

    static boolean isPlainText(String contentType) {
        return essence(contentType).equals("text/plain");
    }

    static boolean isForm(String contentType) {
        return essence(contentType).equals(MULTIPART) || essence(contentType).equals(URL_ENCODED);
    }

    private static String essence(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
