package com.featherhq.spec.bump;

import static com.featherhq.spec.bump.SmallDocument.at;
import static com.featherhq.spec.bump.SmallDocument.json;
import static com.featherhq.spec.bump.SmallDocument.strings;
import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.classes.ClassComparison;
import com.featherhq.spec.classes.JavaChange;
import com.featherhq.spec.classes.JavaChange.Effect;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single changes, each to a document of its own: what they mean for code that uses the generated Java. */
final class JavaMutationsTest {

    private static final String LIST = "paths /v1/things get";
    private static final String CREATE = "paths /v1/things post";
    private static final String GET = "paths /v1/things/{thing_id} get";
    private static final String PATCH = "paths /v1/things/{thing_id} patch";
    private static final String MOVE = "paths /v1/owners/{owner_id}/teams/{team_id} put";
    private static final String UPLOAD = "paths /v1/files post";
    private static final String SCHEMAS = "components schemas";
    private static final String THING = SCHEMAS + " Thing properties";
    private static final String NEW_THING = SCHEMAS + " NewThing properties";

    private final List<Mutation> mutations = new ArrayList<>();

    private record Mutation(String name, Effect effect, Consumer<JsonObject> change) {}

    private record Verdict(Mutation mutation, List<JavaChange> breaks) {

        boolean right() {
            Effect worst = breaks.stream()
                    .map(JavaChange::effect)
                    .max(Effect::compareTo)
                    .orElse(Effect.NONE);
            return worst == mutation.effect();
        }

        @Override
        public String toString() {
            return mutation.name() + " should be " + mutation.effect() + ": " + breaks;
        }
    }

    @Test
    void compare_whenOneThingChanged_isRightEachTime(@TempDir Path folder) throws Exception {
        changesOfParameters();
        changesOfOperations();
        changesOfModels();
        changesOfTypes();
        harmlessChanges();
        assertThat(mutations).hasSizeGreaterThanOrEqualTo(60);

        List<Verdict> verdicts = verdicts(folder);

        List<Verdict> wrong =
                verdicts.stream().filter(verdict -> !verdict.right()).toList();
        System.out.println((verdicts.size() - wrong.size()) + " of " + verdicts.size() + " Java changes right.");
        assertThat(wrong).isEmpty();
    }

    private List<Verdict> verdicts(Path folder) throws Exception {
        ClassComparison.Compiled before = compiled(SmallDocument.create(), folder.resolve("before"));
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            List<Future<Verdict>> futures = new ArrayList<>();
            for (Mutation mutation : mutations) {
                Path own = folder.resolve("m" + futures.size());
                futures.add(executor.submit(() -> {
                    List<JavaChange> changes = ClassComparison.compare(
                            before, compiled(SmallDocument.with(mutation.change()), own), GeneratedClient.libraries());
                    return new Verdict(
                            mutation,
                            changes.stream().filter(JavaChange::breaking).toList());
                }));
            }
            List<Verdict> verdicts = new ArrayList<>();
            for (Future<Verdict> future : futures) {
                verdicts.add(future.get());
            }
            return verdicts;
        } finally {
            executor.shutdownNow();
        }
    }

    private static ClassComparison.Compiled compiled(JsonObject document, Path folder) {
        Path file = JsonFiles.write(folder.resolve("document.json"), document);
        return BuiltClient.of(file, TestTree.project(), folder).client().compiled();
    }

    private void change(String name, Effect effect, Consumer<JsonObject> change) {
        mutations.add(new Mutation(name, effect, change));
    }

    private static JsonArray parameters(JsonObject document, String operation) {
        return at(document, operation).getAsJsonArray("parameters");
    }

    private static JsonObject body(JsonObject document, String operation, String status) {
        return at(document, operation + " responses " + status + " content application/json");
    }

    private void changesOfParameters() {
        change(
                "parameters of one type swapped",
                Effect.NONE,
                d -> parameters(d, MOVE).add(parameters(d, MOVE).remove(2)));
        change(
                "parameter renamed",
                Effect.COMPILE,
                d -> at(d, MOVE + " parameters 2").addProperty("name", "team"));
        change(
                "query parameter became a header",
                Effect.SILENT,
                d -> at(d, MOVE + " parameters 2").addProperty("in", "header"));
        change("parts of the path declared the other way round", Effect.NONE, d -> {
            JsonArray all = parameters(d, MOVE);
            all.set(0, all.set(1, all.get(0)));
        });
        change("parts of the path swapped in the template", Effect.NONE, d -> {
            JsonObject item = at(d, "paths")
                    .remove("/v1/owners/{owner_id}/teams/{team_id}")
                    .getAsJsonObject();
            at(d, "paths").add("/v1/owners/{team_id}/teams/{owner_id}", item);
        });
        change(
                "value of a constant changed",
                Effect.SILENT,
                d -> at(d, SCHEMAS + " State").add("enum", strings("new", "Old")));
        change(
                "response property may be missing",
                Effect.SILENT,
                d -> at(d, SCHEMAS + " Thing").add("required", strings("id", "state")));
        change(
                "response property may be null",
                Effect.SILENT,
                d -> at(d, THING).add("size", json("{'anyOf': [{'type': 'integer'}, {'type': 'null'}]}")));
        change(
                "items of a response may be null",
                Effect.SILENT,
                d -> at(d, THING + " tags").add("items", json("{'anyOf': [{'type': 'string'}, {'type': 'null'}]}")));
        change(
                "values of a map may be null",
                Effect.SILENT,
                d -> at(d, THING + " labels")
                        .add("additionalProperties", json("{'anyOf': [{'type': 'string'}, {'type': 'null'}]}")));
        change(
                "request property may no longer be null",
                Effect.COMPILE,
                d -> at(d, NEW_THING).add("color", json("{'type': 'string'}")));
    }

    private void changesOfOperations() {
        change(
                "operation removed",
                Effect.COMPILE,
                d -> at(d, "paths /v1/things/{thing_id}").remove("delete"));
        change("operationId changed", Effect.COMPILE, d -> at(d, GET).addProperty("operationId", "fetchThing"));
        change("tag changed", Effect.COMPILE, d -> at(d, GET).add("tags", strings("stuff")));
        change(
                "required parameter added",
                Effect.COMPILE,
                d -> parameters(d, LIST)
                        .add(json("{'name': 'owner', 'in': 'query', 'required': true, 'schema': {'type': 'string'}}")));
        change("parameter removed", Effect.COMPILE, d -> parameters(d, MOVE).remove(3));
        change(
                "type of a parameter changed",
                Effect.COMPILE,
                d -> at(d, MOVE + " parameters 2 schema").addProperty("type", "integer"));
        change(
                "format of a parameter changed",
                Effect.COMPILE,
                d -> at(d, MOVE + " parameters 0 schema").addProperty("format", "uuid"));
        change(
                "items of a parameter changed",
                Effect.COMPILE,
                d -> at(d, LIST + " parameters 2 schema items").addProperty("type", "integer"));
        change(
                "anything became typed",
                Effect.COMPILE,
                d -> body(d, UPLOAD, "200").add("schema", json("{'$ref': '#/components/schemas/Owner'}")));
        change(
                "typed became anything",
                Effect.COMPILE,
                d -> body(d, MOVE, "200").add("schema", json("{}")));
        change(
                "reference written in place",
                Effect.COMPILE,
                d -> body(d, MOVE, "200")
                        .add("schema", at(d, SCHEMAS + " Owner").deepCopy()));
        change(
                "JSON gained CSV",
                Effect.COMPILE,
                d -> at(d, LIST + " responses 200 content").add("text/csv", json("{}")));
        change(
                "list of other items",
                Effect.COMPILE,
                d -> at(d, LIST + " responses 200 content application/json schema")
                        .add("items", json("{'$ref': '#/components/schemas/Owner'}")));
        change(
                "list became one",
                Effect.COMPILE,
                d -> body(d, LIST, "200").add("schema", json("{'$ref': '#/components/schemas/Thing'}")));
        change(
                "another return type",
                Effect.COMPILE,
                d -> body(d, GET, "200").add("schema", json("{'$ref': '#/components/schemas/Owner'}")));
        change(
                "another success with another body",
                Effect.COMPILE,
                d -> at(d, GET + " responses")
                        .add(
                                "202",
                                json(
                                        "{'description': 'Later', 'content': {'application/json': {'schema': {'$ref': '#/components/schemas/Owner'}}}}")));
        change(
                "response lost its body",
                Effect.COMPILE,
                d -> at(d, GET + " responses 200").remove("content"));
        change(
                "response got a body",
                Effect.COMPILE,
                d -> at(d, "paths /v1/things/{thing_id} delete responses")
                        .add("200", at(d, GET + " responses 200").deepCopy()));
        change(
                "body added",
                Effect.COMPILE,
                d -> at(d, MOVE)
                        .add(
                                "requestBody",
                                json(
                                        "{'required': true, 'content': {'application/json': {'schema': {'$ref': '#/components/schemas/Owner'}}}}")));
        change("body removed", Effect.COMPILE, d -> at(d, CREATE).remove("requestBody"));
        change(
                "body has another type",
                Effect.COMPILE,
                d -> at(d, CREATE + " requestBody content application/json")
                        .add("schema", json("{'$ref': '#/components/schemas/Owner'}")));
        change("multipart became JSON", Effect.COMPILE, d -> {
            JsonObject content = at(d, UPLOAD + " requestBody content");
            content.add("application/json", content.remove("multipart/form-data"));
        });
        change(
                "optional body became required",
                Effect.COMPILE,
                d -> at(d, PATCH + " requestBody").addProperty("required", true));
    }

    private void changesOfModels() {
        change("property removed", Effect.COMPILE, d -> at(d, THING).remove("note"));
        change(
                "property renamed",
                Effect.COMPILE,
                d -> at(d, THING).add("remark", at(d, THING).remove("note")));
        change(
                "type of a property changed",
                Effect.COMPILE,
                d -> at(d, THING + " size").addProperty("type", "string"));
        change(
                "integer became number",
                Effect.COMPILE,
                d -> at(d, THING + " size").addProperty("type", "number"));
        change(
                "int32 became integer",
                Effect.COMPILE,
                d -> at(d, THING + " rank").remove("format"));
        change(
                "date-time became text",
                Effect.COMPILE,
                d -> at(d, THING + " made_at").remove("format"));
        change(
                "date-time became a date",
                Effect.COMPILE,
                d -> at(d, THING + " made_at").addProperty("format", "date"));
        change("uuid became text", Effect.COMPILE, d -> at(d, THING + " id").remove("format"));
        change("array became its item", Effect.COMPILE, d -> at(d, THING).add("tags", json("{'type': 'string'}")));
        change(
                "items have another type",
                Effect.COMPILE,
                d -> at(d, THING + " tags").add("items", json("{'type': 'integer'}")));
        change(
                "values of a map have another type",
                Effect.COMPILE,
                d -> at(d, THING + " labels").add("additionalProperties", json("{'type': 'integer'}")));
        change(
                "free map became a map of texts",
                Effect.COMPILE,
                d -> at(d, THING + " free").add("additionalProperties", json("{'type': 'string'}")));
        change(
                "map of texts became a free map",
                Effect.COMPILE,
                d -> at(d, THING + " labels").addProperty("additionalProperties", true));
        change(
                "property refers to another schema",
                Effect.COMPILE,
                d -> at(d, THING).add("owner", json("{'$ref': '#/components/schemas/Address'}")));
        change("property became anything", Effect.COMPILE, d -> at(d, THING).add("note", json("{}")));
        change(
                "property became a union",
                Effect.COMPILE,
                d -> at(d, THING).add("note", json("{'anyOf': [{'type': 'string'}, {'type': 'integer'}]}")));
        change(
                "text became an enum",
                Effect.COMPILE,
                d -> at(d, THING + " note").add("enum", strings("a", "b")));
        change("enum became text", Effect.COMPILE, d -> at(d, THING).add("state", json("{'type': 'string'}")));
    }

    private void changesOfTypes() {
        change(
                "enum value removed",
                Effect.COMPILE,
                d -> at(d, SCHEMAS + " Kind").add("enum", strings("big")));
        change("schema renamed", Effect.COMPILE, d -> {
            at(d, SCHEMAS).add("Place", at(d, SCHEMAS).remove("Address"));
            at(d, SCHEMAS + " Owner properties").add("address", json("{'$ref': '#/components/schemas/Place'}"));
        });
        change("schema removed", Effect.COMPILE, d -> at(d, SCHEMAS).remove("Line"));
        change(
                "union lost a member",
                Effect.COMPILE,
                d -> at(d, THING)
                        .add(
                                "shape",
                                json(
                                        "{'anyOf': [{'$ref': '#/components/schemas/Circle'}, {'$ref': '#/components/schemas/Line'}]}")));
    }

    private void harmlessChanges() {
        change(
                "operation added",
                Effect.NONE,
                d -> at(d, "paths")
                        .add(
                                "/v1/others",
                                json(
                                        "{'get': {'tags': ['things'], 'operationId': 'listOthers', 'responses': {'204': {'description': 'None'}}}}")));
        change("property added", Effect.NONE, d -> at(d, THING).add("extra", json("{'type': 'string'}")));
        change(
                "enum value added",
                Effect.NONE,
                d -> at(d, SCHEMAS + " State").add("enum", strings("new", "old", "lost")));
        change(
                "schema added",
                Effect.NONE,
                d -> at(d, SCHEMAS).add("Other", at(d, SCHEMAS + " Owner").deepCopy()));
        change(
                "union gained a member",
                Effect.NONE,
                d -> at(d, THING + " shape")
                        .getAsJsonArray("anyOf")
                        .add(json("{'$ref': '#/components/schemas/Line'}")));
        change("descriptions changed", Effect.NONE, d -> at(d, GET).addProperty("description", "Another."));
        change("parameter of the path renamed", Effect.NONE, d -> {
            JsonObject item = at(d, "paths").remove("/v1/things/{thing_id}").getAsJsonObject();
            item.keySet()
                    .forEach(method -> item.getAsJsonObject(method)
                            .getAsJsonArray("parameters")
                            .get(0)
                            .getAsJsonObject()
                            .addProperty("name", "id"));
            at(d, "paths").add("/v1/things/{id}", item);
        });
        change(
                "path moved",
                Effect.NONE,
                d -> at(d, "paths").add("/v2/things", at(d, "paths").remove("/v1/things")));
        change("limits changed", Effect.NONE, d -> at(d, NEW_THING + " name").addProperty("maxLength", 5));
        change(
                "request property no longer required",
                Effect.NONE,
                d -> at(d, SCHEMAS + " NewThing").remove("required"));
        change(
                "request property may be null",
                Effect.NONE,
                d -> at(d, NEW_THING)
                        .add("weight", json("{'anyOf': [{'type': 'integer', 'minimum': 0}, {'type': 'null'}]}")));
        change(
                "response property became required",
                Effect.NONE,
                d -> at(d, SCHEMAS + " Thing").add("required", strings("id", "size", "state", "note")));
        change(
                "error body changed",
                Effect.NONE,
                d -> at(d, GET + " responses 404 content application/json").add("schema", json("{'type': 'string'}")));
        change("operation deprecated", Effect.NONE, d -> at(d, GET).addProperty("deprecated", true));
        change(
                "null written as a type",
                Effect.NONE,
                d -> at(d, SCHEMAS + " EventPage properties").add("next_cursor", json("{'type': ['string', 'null']}")));
    }
}
