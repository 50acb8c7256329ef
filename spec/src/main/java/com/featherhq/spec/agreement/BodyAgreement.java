package com.featherhq.spec.agreement;

import com.featherhq.spec.agreement.HttpMethod.Place;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether an operation's methods can send its request body: one way is enough, but it has to take every value. */
final class BodyAgreement {

    private final TypeAgreement types;
    private final List<String> problems;
    private final JsonObject body;
    private final String pointer;

    BodyAgreement(TypeAgreement types, List<String> problems, JsonObject body, String pointer) {
        this.types = types;
        this.problems = problems;
        this.body = body;
        this.pointer = pointer;
    }

    void check(List<HttpMethod> methods) {
        int with = 0;
        for (HttpMethod method : methods) {
            List<Place> bodies = places(method, "Body");
            List<Place> fields = places(method, "Field", "Part");
            with += fields.isEmpty() && bodies.isEmpty() ? 0 : 1;
            if (!fields.isEmpty()) {
                checkForm(fields);
            } else if (!bodies.isEmpty()) {
                checkJson(bodies.get(0).type());
            }
        }
        boolean required = JsonFields.isTrue(body, "required");
        if (with == 0) {
            problems.add(pointer + " can't be sent with any method");
        } else if (with < methods.size() && required && !allowsNull()) {
            problems.add(pointer + " is required, but can be left out");
        } else if (with == methods.size() && !required && !isFormOnly()) {
            problems.add(pointer + " is optional, but can't be left out");
        }
    }

    private static List<Place> places(HttpMethod method, String... kinds) {
        return method.places().stream()
                .filter(place -> List.of(kinds).contains(place.kind()))
                .toList();
    }

    private Map<String, JsonElement> content() {
        return JsonFields.object(body, "content").asMap();
    }

    /** A form with nothing in it is sent like none. */
    private boolean isFormOnly() {
        return content().keySet().stream().allMatch(BodyAgreement::isForm);
    }

    private boolean allowsNull() {
        return content().values().stream().anyMatch(media -> types.allowsNull(schemaOf(media.getAsJsonObject())));
    }

    private void checkJson(Type type) {
        if (type.getTypeName().startsWith("okhttp3.") || isOpenForm(type)) {
            return;
        }
        content().forEach((contentType, media) -> {
            if (isJson(contentType)) {
                types.check(
                        schemaOf(media.getAsJsonObject()), type, JsonPointers.child(pointer, "content", contentType));
            }
        });
    }

    /** A form that names no field of its own. */
    private static boolean isOpenForm(Type type) {
        return type instanceof Class<?> named && named.getName().startsWith("com.featherhq.api.");
    }

    private void checkForm(List<Place> fields) {
        content().forEach((contentType, media) -> {
            if (isForm(contentType)) {
                Map<String, JsonElement> declared = new LinkedHashMap<>();
                collect(schemaOf(media.getAsJsonObject()), declared);
                declared.forEach((name, field) ->
                        checkField(name, field, fields, JsonPointers.child(pointer, "content", contentType, name)));
            }
        });
    }

    /** The fields of the form, or of all forms that it may be. */
    private void collect(JsonElement schema, Map<String, JsonElement> fields) {
        JsonObject form = types.merged(schema);
        JsonFields.object(form, "properties").asMap().forEach(fields::putIfAbsent);
        for (String union : List.of("anyOf", "oneOf")) {
            JsonFields.list(form, union).forEach(member -> collect(member, fields));
        }
    }

    private void checkField(String name, JsonElement field, List<Place> places, String at) {
        List<Type> own = places.stream()
                .filter(place -> place.name().equals(name))
                .map(Place::type)
                .toList();
        if (!own.isEmpty()) {
            types.checkAny(field, own, at);
        } else if (places.stream().noneMatch(BodyAgreement::isNamelessFile)) {
            problems.add(at + " has no place in the form");
        }
    }

    /** A file that carries its own name. */
    private static boolean isNamelessFile(Place place) {
        return place.name().isEmpty() && place.type().getTypeName().contains("MultipartBody");
    }

    /** The schema of a media type, or of a parameter, which may have a media type of its own. */
    static JsonElement schemaOf(JsonObject holder) {
        for (JsonElement media : JsonFields.object(holder, "content").asMap().values()) {
            return schemaOf(media.getAsJsonObject());
        }
        return holder.has("schema") ? holder.get("schema") : new JsonObject();
    }

    static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.endsWith("+json");
    }

    private static boolean isForm(String contentType) {
        return contentType.startsWith("multipart/form-data")
                || contentType.startsWith("application/x-www-form-urlencoded");
    }
}
