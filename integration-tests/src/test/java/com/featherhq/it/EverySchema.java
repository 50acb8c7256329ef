package com.featherhq.it;

import com.featherhq.it.MadeUpJson.Extent;
import com.featherhq.json.FeatherJson;
import com.featherhq.json.JsonModel;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.TypeAdapter;
import java.io.IOException;
import java.util.Map;
import java.util.Random;

/**
 * Reads and writes a value of every schema that has a type of its own: valid ones, which must be recognised, and hostile
 * ones, of which nothing may be lost.
 */
final class EverySchema {

    private static final int VALID = 5;
    private static final int UNION_MEMBERS = 12;
    private static final int LARGE = 10 << 20;

    private final OpenApiDocument document;
    private final Map<String, String> types;
    private final CallTally tally = new CallTally();
    private final BodyReading bodies;

    EverySchema(OpenApiDocument document, Map<String, String> typesOfSchemas) {
        this.document = document;
        this.types = typesOfSchemas;
        this.bodies = new BodyReading(typesOfSchemas, tally);
    }

    /** Reads and writes all of them and returns what came of it. */
    CallTally run() throws IOException {
        for (String name : types.keySet()) {
            Class<?> type = bodies.typeOf(name);
            JsonElement schema = document.schemas().get(name);
            checkValid(name, type, schema);
            for (int member = 0; member < UNION_MEMBERS; member++) {
                checkHostile(name, type, hostile(name, schema, false, member));
            }
            checkHostile(name, type, hostile(name, schema, true, 0));
            tally.countDistinct("schema", name);
        }
        checkLarge();
        return tally;
    }

    /** The table of what was done. */
    String table() {
        return """
                Document %s
                  schemas read and written  %d of %d with a type of their own; %d are other names
                  valid bodies              %d
                  hostile bodies            %d
                  bodies of 10 MiB          %d
                  failures                  %d
                """.formatted(
                        document.version(),
                        tally.distinct("schema"),
                        types.size(),
                        document.schemas().size() - types.size(),
                        tally.counted("valid"),
                        tally.counted("hostile"),
                        tally.counted("large"),
                        tally.failed());
    }

    private void checkValid(String name, Class<?> type, JsonElement schema) throws IOException {
        for (int seed = 0; seed < VALID; seed++) {
            Extent extent = seed == 0 ? Extent.MOST : seed == 1 ? Extent.LEAST : Extent.SOME;
            MadeUpJson values = new MadeUpJson(document, extent, new Random(name.hashCode() + seed));
            bodies.check(
                    name + " (valid, seed " + seed + ")",
                    type,
                    values.value(schema).toString());
            tally.count("valid");
        }
    }

    private JsonElement hostile(String name, JsonElement schema, boolean nulls, int member) {
        return new HostileJson(document, new Random(name.hashCode() + member), nulls, member).value(schema);
    }

    private void checkHostile(String name, Class<?> type, JsonElement body) {
        TypeAdapter<?> adapter = FeatherJson.gson().getAdapter(type);
        String place = name + " (hostile)";
        try {
            Object value = adapter.fromJson(body.toString());
            check(place, body, value);
            if (!value.equals(adapter.fromJson(body.toString()))) {
                tally.fail("not equal to itself", place, "read twice");
            }
            if (value instanceof JsonModel && value.toString().contains(HostileJson.SECRET)) {
                tally.fail("text is shown", place, "by toString");
            }
        } catch (IOException | RuntimeException e) {
            tally.fail("hostile body not read", place, e.toString());
        }
        tally.count("hostile");
    }

    @SuppressWarnings("unchecked") // an adapter reads what it writes
    private void check(String place, JsonElement body, Object value) {
        TypeAdapter<Object> adapter = (TypeAdapter<Object>) FeatherJson.gson().getAdapter(value.getClass());
        JsonDifference.between(body, JsonParser.parseString(adapter.toJson(value)))
                .ifPresent(difference -> tally.fail("hostile body changed", place, difference));
    }

    /** The first list of objects in the document, in 10 MiB. */
    private void checkLarge() {
        for (String name : types.keySet()) {
            JsonObject schema = document.resolve(document.schemas().get(name));
            JsonObject properties = OpenApiDocument.object(schema, "properties");
            for (String property : properties.keySet()) {
                JsonObject list = properties.get(property).getAsJsonObject();
                if (list.has("items") && OpenApiDocument.refName(list.get("items")) != null) {
                    JsonObject body = hostile(name, schema, false, 0).getAsJsonObject();
                    body.add(property, repeated(hostile(name, list.get("items"), false, 0)));
                    checkHostile(name, bodies.typeOf(name), body);
                    tally.count("large");
                    return;
                }
            }
        }
    }

    private static JsonArray repeated(JsonElement element) {
        JsonArray array = new JsonArray();
        int length = element.toString().length();
        for (int size = 0; size < LARGE; size += length) {
            array.add(element);
        }
        return array;
    }
}
