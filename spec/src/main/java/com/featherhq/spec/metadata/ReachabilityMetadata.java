package com.featherhq.spec.metadata;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;

/**
 * What the client does by reflection, in the form of GraalVM's {@code reachability-metadata.json}: Retrofit implements the
 * interfaces with proxies and reads their methods, and the JSON binding reads the field {@code ADAPTER} of a type.
 */
final class ReachabilityMetadata {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private ReachabilityMetadata() {}

    static String of(List<Class<?>> interfaces, List<Class<?>> models) {
        JsonArray reflection = new JsonArray();
        for (Class<?> api : interfaces) {
            JsonArray implemented = new JsonArray();
            implemented.add(api.getName());
            JsonObject proxy = new JsonObject();
            proxy.add("proxy", implemented);
            reflection.add(entry(proxy));
            JsonObject methods = entry(new JsonPrimitive(api.getName()));
            methods.addProperty("allPublicMethods", true);
            reflection.add(methods);
        }
        for (Class<?> model : models) {
            JsonObject adapter = new JsonObject();
            adapter.addProperty("name", "ADAPTER");
            JsonArray fields = new JsonArray();
            fields.add(adapter);
            JsonObject read = entry(new JsonPrimitive(model.getName()));
            read.add("fields", fields);
            reflection.add(read);
        }
        JsonObject metadata = new JsonObject();
        metadata.add("reflection", reflection);
        return GSON.toJson(metadata) + "\n";
    }

    private static JsonObject entry(JsonElement type) {
        JsonObject entry = new JsonObject();
        entry.add("type", type);
        return entry;
    }
}
