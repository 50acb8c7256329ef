package com.featherhq.spec.bump;

import static com.featherhq.spec.bump.SmallDocument.at;
import static com.featherhq.spec.bump.SmallDocument.json;
import static com.featherhq.spec.bump.SmallDocument.strings;
import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.NormalizedDocument;
import com.featherhq.spec.wire.WireChange;
import com.featherhq.spec.wire.WireComparison;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Single changes, each to a document of its own: what breaks on the wire is found, what doesn't is let pass. */
final class WireMutationsTest {

    private static final String LIST = "paths /v1/things get";
    private static final String CREATE = "paths /v1/things post";
    private static final String GET = "paths /v1/things/{thing_id} get";
    private static final String PATCH = "paths /v1/things/{thing_id} patch";
    private static final String MOVE = "paths /v1/owners/{owner_id}/teams/{team_id} put";
    private static final String UPLOAD = "paths /v1/files post";
    private static final String EXPORT = "paths /v1/exports get";
    private static final String EVENTS = "paths /v1/events get";
    private static final String SCHEMAS = "components schemas";
    private static final String THING = SCHEMAS + " Thing";
    private static final String NEW_THING = SCHEMAS + " NewThing";
    private static final String ITEMS = SCHEMAS + " EventPage properties items items";

    private final List<Mutation> mutations = new ArrayList<>();

    /** What is two facts: the parameter that is gone, and the one that is wanted in its place. */
    private static final Pattern TWO_FACTS =
            Pattern.compile(".*(moved|renamed|path removed|closed|swapped|form|multipart).*");

    private record Mutation(String name, boolean breaks, Consumer<JsonObject> change) {}

    @Test
    void compare_whenOneThingChanged_findsEveryBreakAndFlagsAtMostOneOfTheRest() {
        breaksOfOperations();
        breaksOfRequests();
        breaksOfResponses();
        harmlessOperations();
        harmlessRequests();
        harmlessResponses();
        List<String> missed = new ArrayList<>();
        List<String> flagged = new ArrayList<>();
        List<String> twice = new ArrayList<>();
        for (Mutation mutation : mutations) {
            List<String> breaks = compare(mutation.change()).stream()
                    .filter(WireChange::breaking)
                    .map(change -> change.message() + " " + change.uses())
                    .toList();
            if (mutation.breaks() && breaks.isEmpty()) {
                missed.add(mutation.name());
            } else if (!mutation.breaks() && !breaks.isEmpty()) {
                flagged.add(mutation.name() + ": " + breaks);
            } else if (breaks.size() > 1 && !TWO_FACTS.matcher(mutation.name()).matches()) {
                twice.add(mutation.name() + ": " + breaks);
            }
        }
        System.out.println(mutations.size() + " single changes, "
                + mutations.stream().filter(Mutation::breaks).count() + " of them breaks: " + missed.size()
                + " missed, " + flagged.size() + " falsely flagged. " + flagged);
        assertThat(mutations).hasSizeGreaterThanOrEqualTo(120);
        assertThat(missed).isEmpty();
        assertThat(twice).isEmpty();
        assertThat(flagged).hasSizeLessThanOrEqualTo(1);
    }

    private static List<WireChange> compare(Consumer<JsonObject> change) {
        NormalizedDocument before = NormalizedDocument.of(SmallDocument.create());
        NormalizedDocument after = NormalizedDocument.of(SmallDocument.with(change));
        Operations operations = Operations.match(before.operations(), after.operations());
        return WireComparison.compare(
                before.root(),
                after.root(),
                operations.onTheWire(),
                Operations.places(operations.removed()),
                Operations.places(operations.added()));
    }

    private void breaks(String name, Consumer<JsonObject> change) {
        mutations.add(new Mutation(name, true, change));
    }

    private void harmless(String name, Consumer<JsonObject> change) {
        mutations.add(new Mutation(name, false, change));
    }

    private void breaksOfOperations() {
        breaks("path removed", d -> at(d, "paths").remove("/v1/things/{thing_id}"));
        breaks("method removed", d -> at(d, "paths /v1/things/{thing_id}").remove("delete"));
        breaks(
                "operation moved to another path",
                d -> at(d, "paths").add("/v2/things", at(d, "paths").remove("/v1/things")));
        breaks("operation moved to another method", d -> {
            JsonObject item = at(d, "paths /v1/things/{thing_id}");
            item.add("put", item.remove("patch"));
        });
        breaks("operation wants a key", d -> at(d, LIST).remove("security"));
        breaks(
                "operation wants another key",
                d -> at(d, "components securitySchemes key").addProperty("name", "x-key"));
        breaks("operation wants two keys", d -> {
            at(d, "components securitySchemes").add("second", json("{'type': 'http', 'scheme': 'bearer'}"));
            at(d, GET).add("security", json("[{'key': [], 'second': []}]"));
        });
        breaks("operation wants bearer instead of the key", d -> {
            at(d, "components securitySchemes").add("second", json("{'type': 'http', 'scheme': 'bearer'}"));
            d.add("security", json("[{'second': []}]"));
        });
        breaks(
                "required query parameter added",
                d -> parameters(d, LIST)
                        .add(json("{'name': 'owner', 'in': 'query', 'required': true, 'schema': {'type': 'string'}}")));
        breaks(
                "required header parameter added",
                d -> parameters(d, GET)
                        .add(json(
                                "{'name': 'x-team', 'in': 'header', 'required': true, 'schema': {'type': 'string'}}")));
        breaks("query parameter removed", d -> parameters(d, LIST).remove(1));
        breaks("header parameter removed", d -> parameters(d, LIST).remove(3));
        breaks("query parameter renamed", d -> at(d, MOVE + " parameters 2").addProperty("name", "team"));
        breaks(
                "query parameter moved to a header",
                d -> at(d, LIST + " parameters 1").addProperty("in", "header"));
        breaks(
                "query parameter became required",
                d -> at(d, LIST + " parameters 1").addProperty("required", true));
        breaks(
                "query parameter's type changed",
                d -> at(d, LIST + " parameters 1 schema").addProperty("type", "boolean"));
        breaks(
                "query parameter's limit lowered",
                d -> at(d, LIST + " parameters 1 schema").addProperty("maximum", 10));
        breaks(
                "query parameter's array is a text",
                d -> at(d, LIST + " parameters 2").add("schema", json("{'type': 'string'}")));
        breaks(
                "query array is joined by commas",
                d -> at(d, LIST + " parameters 2").addProperty("explode", false));
        breaks(
                "path parameter's format added",
                d -> at(d, MOVE + " parameters 0 schema").addProperty("format", "uuid"));
        breaks(
                "path parameter's pattern added",
                d -> at(d, MOVE + " parameters 0 schema").addProperty("pattern", "^o_"));
        breaks("path parameters swapped in the template", d -> {
            JsonObject item = at(d, "paths")
                    .remove("/v1/owners/{owner_id}/teams/{team_id}")
                    .getAsJsonObject();
            at(d, "paths").add("/v1/teams/{team_id}/owners/{owner_id}", item);
        });
    }

    private static JsonArray parameters(JsonObject document, String operation) {
        return at(document, operation).getAsJsonArray("parameters");
    }

    private static JsonObject property(JsonObject document, String schema, String name) {
        return at(document, schema + " properties " + name);
    }

    private void breaksOfRequests() {
        breaks(
                "body added as required",
                d -> at(d, MOVE)
                        .add(
                                "requestBody",
                                json(
                                        "{'required': true, 'content': {'application/json': {'schema': {'type': 'object'}}}}")));
        breaks("body became required", d -> at(d, PATCH + " requestBody").addProperty("required", true));
        breaks("body removed", d -> at(d, PATCH).remove("requestBody"));
        breaks("JSON body became a form", d -> {
            JsonObject content = at(d, CREATE + " requestBody content");
            content.add("application/x-www-form-urlencoded", content.remove("application/json"));
        });
        breaks("multipart became JSON", d -> {
            JsonObject content = at(d, UPLOAD + " requestBody content");
            content.add("application/json", content.remove("multipart/form-data"));
        });
        breaks(
                "part of a form became required",
                d -> at(d, UPLOAD + " requestBody content multipart/form-data schema")
                        .add("required", strings("file", "label")));
        breaks(
                "part of a form removed",
                d -> at(d, UPLOAD + " requestBody content multipart/form-data schema properties")
                        .remove("label"));
        breaks(
                "part of a form has another content type",
                d -> at(d, UPLOAD + " requestBody content multipart/form-data")
                        .add("encoding", json("{'label': {'contentType': 'application/json'}}")));
        breaks("new required property", d -> {
            at(d, NEW_THING + " properties").add("owner", json("{'type': 'string'}"));
            at(d, NEW_THING).add("required", strings("name", "owner"));
        });
        breaks("property became required", d -> at(d, NEW_THING).add("required", strings("name", "weight")));
        breaks("property removed", d -> at(d, NEW_THING + " properties").remove("weight"));
        breaks("property became readOnly", d -> property(d, NEW_THING, "weight").addProperty("readOnly", true));
        breaks("property's type changed", d -> property(d, NEW_THING, "weight").addProperty("type", "string"));
        breaks("number became integer", d -> property(d, NEW_THING, "price").addProperty("type", "integer"));
        breaks(
                "property no longer nullable",
                d -> at(d, NEW_THING + " properties").add("color", json("{'type': 'string'}")));
        breaks(
                "patch no longer takes null",
                d -> at(d, PATCH + " requestBody content application/json schema properties")
                        .add("note", json("{'type': 'string'}")));
        breaks("enum value removed", d -> at(d, SCHEMAS + " Kind").add("enum", strings("big")));
        breaks("enum value renamed", d -> at(d, SCHEMAS + " Kind").add("enum", strings("big", "little")));
        breaks("text became an enum", d -> property(d, NEW_THING, "name").add("enum", strings("a", "b")));
        breaks("text became a constant", d -> property(d, NEW_THING, "name").addProperty("const", "a"));
        breaks("maxLength lowered", d -> property(d, NEW_THING, "name").addProperty("maxLength", 10));
        breaks("maxLength added", d -> property(d, NEW_THING, "mail").addProperty("maxLength", 100));
        breaks("minLength added", d -> property(d, NEW_THING, "name").addProperty("minLength", 1));
        breaks("minimum raised", d -> property(d, NEW_THING, "weight").addProperty("minimum", 1));
        breaks("minimum became exclusive", d -> {
            property(d, NEW_THING, "weight").remove("minimum");
            property(d, NEW_THING, "weight").addProperty("exclusiveMinimum", 0);
        });
        breaks("maximum added", d -> property(d, NEW_THING, "price").addProperty("maximum", 5));
        breaks("multipleOf added", d -> property(d, NEW_THING, "weight").addProperty("multipleOf", 5));
        breaks("pattern added", d -> property(d, NEW_THING, "name").addProperty("pattern", "^a"));
        breaks("maxItems lowered", d -> property(d, NEW_THING, "parts").addProperty("maxItems", 5));
        breaks("minItems added", d -> property(d, NEW_THING, "parts").addProperty("minItems", 1));
        breaks("uniqueItems added", d -> property(d, NEW_THING, "parts").addProperty("uniqueItems", true));
        breaks("format added", d -> property(d, NEW_THING, "name").addProperty("format", "uuid"));
        breaks("format changed", d -> property(d, NEW_THING, "mail").addProperty("format", "uri"));
        breaks(
                "free map became a map of texts",
                d -> property(d, NEW_THING, "free").add("additionalProperties", json("{'type': 'string'}")));
        breaks("object closed", d -> at(d, NEW_THING).addProperty("additionalProperties", false));
        breaks("anything became a text", d -> at(d, NEW_THING + " properties").add("any", json("{'type': 'string'}")));
        breaks(
                "union lost a member",
                d -> property(d, NEW_THING, "size").getAsJsonArray("anyOf").remove(1));
        breaks(
                "items have another type",
                d -> property(d, NEW_THING, "parts").add("items", json("{'type': 'integer'}")));
        breaks("array became its item", d -> at(d, NEW_THING + " properties").add("parts", json("{'type': 'string'}")));
    }

    private void breaksOfResponses() {
        breaks("property removed", d -> at(d, THING + " properties").remove("note"));
        breaks(
                "property renamed",
                d -> at(d, THING + " properties")
                        .add("remark", at(d, THING + " properties").remove("note")));
        breaks("property became writeOnly", d -> property(d, THING, "note").addProperty("writeOnly", true));
        breaks(
                "nested property removed",
                d -> at(d, SCHEMAS + " Address properties").remove("city"));
        breaks("property's type changed", d -> property(d, THING, "size").addProperty("type", "string"));
        breaks("integer became number", d -> property(d, THING, "size").addProperty("type", "number"));
        breaks("int32 became any integer", d -> property(d, THING, "rank").remove("format"));
        breaks("date-time became a date", d -> property(d, THING, "made_at").addProperty("format", "date"));
        breaks("date-time became any text", d -> property(d, THING, "made_at").remove("format"));
        breaks("uuid became any text", d -> property(d, THING, "id").remove("format"));
        breaks("property no longer required", d -> at(d, THING).add("required", strings("id", "state")));
        breaks(
                "property became nullable",
                d -> at(d, THING + " properties")
                        .add("size", json("{'anyOf': [{'type': 'integer'}, {'type': 'null'}]}")));
        breaks(
                "items became nullable",
                d -> property(d, THING, "tags")
                        .add("items", json("{'anyOf': [{'type': 'string'}, {'type': 'null'}]}")));
        breaks(
                "object became an array",
                d -> at(d, THING + " properties")
                        .add("owner", json("{'type': 'array', 'items': {'$ref': '#/components/schemas/Owner'}}")));
        breaks(
                "text became an object",
                d -> at(d, THING + " properties").add("note", json("{'$ref': '#/components/schemas/Owner'}")));
        breaks(
                "property refers to another schema",
                d -> at(d, THING + " properties").add("owner", json("{'$ref': '#/components/schemas/Address'}")));
        breaks("property became anything", d -> at(d, THING + " properties").add("size", json("{}")));
        breaks(
                "property became a union",
                d -> at(d, THING + " properties")
                        .add("size", json("{'anyOf': [{'type': 'integer'}, {'type': 'string'}]}")));
        breaks(
                "map has other values",
                d -> property(d, THING, "labels").add("additionalProperties", json("{'type': 'integer'}")));
        breaks(
                "map of texts became a free map",
                d -> property(d, THING, "labels").addProperty("additionalProperties", true));
        breaks(
                "union gained a member",
                d -> property(d, THING, "shape")
                        .getAsJsonArray("anyOf")
                        .add(json("{'$ref': '#/components/schemas/Line'}")));
        breaks("told-apart union gained a member", d -> {
            at(d, SCHEMAS)
                    .add(
                            "Moved",
                            json(
                                    "{'type': 'object', 'required': ['type'], 'properties': {'type': {'const': 'moved'}}}"));
            at(d, ITEMS).getAsJsonArray("oneOf").add(json("{'$ref': '#/components/schemas/Moved'}"));
            at(d, ITEMS + " discriminator mapping").addProperty("moved", "#/components/schemas/Moved");
        });
        breaks("discriminator's value changed", d -> {
            property(d, SCHEMAS + " Created", "type").addProperty("const", "made");
            JsonObject mapping = at(d, ITEMS + " discriminator mapping");
            mapping.add("made", mapping.remove("created"));
        });
        breaks(
                "constant changed",
                d -> property(d, SCHEMAS + " Deleted", "type").addProperty("const", "removed"));
        breaks(
                "member of a union lost a property",
                d -> at(d, SCHEMAS + " Deleted properties").remove("reason"));
        breaks("rows renamed", d -> {
            JsonObject page = at(d, SCHEMAS + " EventPage");
            page.getAsJsonObject("properties")
                    .add("rows", page.getAsJsonObject("properties").remove("items"));
            page.add("required", strings("rows"));
        });
        breaks("success status changed", d -> {
            JsonObject responses = at(d, CREATE + " responses");
            responses.add("202", responses.remove("201"));
        });
        breaks(
                "another success without a body",
                d -> at(d, GET + " responses").add("204", json("{'description': 'None'}")));
        breaks(
                "another success with another body",
                d -> at(d, GET + " responses")
                        .add(
                                "202",
                                json(
                                        "{'description': 'Later', 'content': {'application/json': {'schema': {'$ref': '#/components/schemas/Owner'}}}}")));
        breaks("response lost its body", d -> at(d, GET + " responses 200").remove("content"));
        breaks("JSON became a stream", d -> {
            JsonObject content = at(d, EVENTS + " responses 200 content");
            content.add("text/event-stream", content.remove("application/json"));
        });
        breaks("CSV became JSON", d -> {
            JsonObject content = at(d, EXPORT + " responses 200 content");
            content.add("application/json", content.remove("text/csv"));
        });
        breaks(
                "list became a page",
                d -> at(d, LIST + " responses 200 content application/json")
                        .add("schema", json("{'$ref': '#/components/schemas/EventPage'}")));
        breaks(
                "rows refer to another schema",
                d -> at(d, LIST + " responses 200 content application/json schema")
                        .add("items", json("{'$ref': '#/components/schemas/Owner'}")));
        breaks("header removed", d -> at(d, CREATE + " responses 201").remove("headers"));
        breaks(
                "header no longer required",
                d -> at(d, CREATE + " responses 201 headers x-remaining").addProperty("required", false));
        breaks(
                "header's type changed",
                d -> at(d, CREATE + " responses 201 headers x-remaining schema").addProperty("type", "string"));
    }

    private void harmlessOperations() {
        harmless("servers gone", d -> d.remove("servers"));
        harmless(
                "operation added",
                d -> at(d, "paths")
                        .add(
                                "/v1/others",
                                json(
                                        "{'get': {'tags': ['things'], 'operationId': 'listOthers', 'responses': {'204': {'description': 'None'}}}}")));
        harmless("description changed", d -> at(d, GET).addProperty("description", "Another."));
        harmless("summary changed", d -> at(d, GET).addProperty("summary", "Another."));
        harmless("operationId renamed", d -> at(d, GET).addProperty("operationId", "fetchThing"));
        harmless("tag renamed", d -> at(d, GET).add("tags", strings("stuff")));
        harmless("operation deprecated", d -> at(d, GET).addProperty("deprecated", true));
        harmless("root security where every operation has its own", d -> {
            for (String path : at(d, "paths").keySet()) {
                at(d, "paths " + path).asMap().values().forEach(operation -> {
                    if (!operation.getAsJsonObject().has("security")) {
                        operation.getAsJsonObject().add("security", json("[{'key': []}]"));
                    }
                });
            }
            d.remove("security");
        });
        harmless("security scheme renamed", d -> {
            JsonObject schemes = at(d, "components securitySchemes");
            schemes.add("apiKey", schemes.remove("key"));
            d.add("security", json("[{'apiKey': []}]"));
        });
        harmless("operation no longer wants a key", d -> at(d, GET).add("security", json("[]")));
        harmless(
                "optional query parameter added",
                d -> parameters(d, LIST).add(json("{'name': 'owner', 'in': 'query', 'schema': {'type': 'string'}}")));
        harmless(
                "optional header parameter added",
                d -> parameters(d, LIST)
                        .add(json("{'name': 'x-other', 'in': 'header', 'schema': {'type': 'string'}}")));
        harmless(
                "parameters in another order",
                d -> parameters(d, MOVE).add(parameters(d, MOVE).remove(2)));
        harmless(
                "parameter no longer required",
                d -> at(d, MOVE + " parameters 2").addProperty("required", false));
        harmless("parameter of the path renamed", d -> {
            JsonObject item = at(d, "paths").remove("/v1/things/{thing_id}").getAsJsonObject();
            item.keySet()
                    .forEach(method -> item.getAsJsonObject(method)
                            .getAsJsonArray("parameters")
                            .get(0)
                            .getAsJsonObject()
                            .addProperty("name", "id"));
            at(d, "paths").add("/v1/things/{id}", item);
        });
        harmless(
                "header parameter in another case",
                d -> at(d, LIST + " parameters 3").addProperty("name", "X-Trace"));
        harmless(
                "default of a parameter changed",
                d -> at(d, LIST + " parameters 1 schema").addProperty("default", 20));
        harmless(
                "limit of a parameter raised",
                d -> at(d, LIST + " parameters 1 schema").addProperty("maximum", 500));
        harmless("default style written out", d -> at(d, LIST + " parameters 2").addProperty("style", "form"));
        harmless("webhooks added", d -> d.add("webhooks", json("{}")));
    }

    private void harmlessRequests() {
        harmless(
                "optional property added",
                d -> at(d, NEW_THING + " properties").add("owner", json("{'type': 'string'}")));
        harmless("request property no longer required", d -> at(d, NEW_THING).remove("required"));
        harmless(
                "nullable added to a request",
                d -> at(d, NEW_THING + " properties")
                        .add("weight", json("{'anyOf': [{'type': 'integer', 'minimum': 0}, {'type': 'null'}]}")));
        harmless(
                "enum value added to a request",
                d -> at(d, SCHEMAS + " Kind").add("enum", strings("big", "small", "tiny")));
        harmless("maxLength raised", d -> property(d, NEW_THING, "name").addProperty("maxLength", 40));
        harmless("maxLength removed", d -> property(d, NEW_THING, "name").remove("maxLength"));
        harmless("minimum removed", d -> property(d, NEW_THING, "weight").remove("minimum"));
        harmless("minLength of zero added", d -> property(d, NEW_THING, "name").addProperty("minLength", 0));
        harmless("minimum written as an exclusive one", d -> {
            property(d, NEW_THING, "weight").remove("minimum");
            property(d, NEW_THING, "weight").addProperty("exclusiveMinimum", -1);
        });
        harmless("unmapped format dropped", d -> property(d, NEW_THING, "mail").remove("format"));
        harmless("integer became number", d -> property(d, NEW_THING, "weight").addProperty("type", "number"));
        harmless(
                "union gained a member in a request",
                d -> property(d, NEW_THING, "size").getAsJsonArray("anyOf").add(json("{'type': 'boolean'}")));
        harmless(
                "single type became a union in a request",
                d -> at(d, NEW_THING + " properties")
                        .add("price", json("{'anyOf': [{'type': 'number'}, {'type': 'string'}]}")));
        harmless("body no longer required", d -> at(d, CREATE + " requestBody").addProperty("required", false));
        harmless(
                "optional body added",
                d -> at(d, MOVE)
                        .add("requestBody", json("{'content': {'application/json': {'schema': {'type': 'object'}}}}")));
        harmless(
                "second content type of a request",
                d -> at(d, CREATE + " requestBody content")
                        .add("application/xml", json("{'schema': {'type': 'object'}}")));
        harmless("property deprecated", d -> property(d, NEW_THING, "weight").addProperty("deprecated", true));
        harmless("default of a property", d -> property(d, NEW_THING, "weight").addProperty("default", 1));
        harmless("properties moved into an inline allOf", d -> {
            JsonObject thing = at(d, NEW_THING);
            JsonObject part = thing.deepCopy();
            thing.keySet().stream().toList().forEach(thing::remove);
            thing.add("allOf", json("[" + part.toString().replace('"', '\'') + "]"));
        });
        harmless("schema described and titled", d -> {
            at(d, NEW_THING).addProperty("title", "A new thing");
            property(d, NEW_THING, "name").addProperty("description", "Its name.");
            property(d, NEW_THING, "name").add("examples", strings("a"));
        });
        harmless(
                "file described by its media type",
                d -> at(d, UPLOAD + " requestBody content multipart/form-data schema properties")
                        .add("file", json("{'type': 'string', 'contentMediaType': 'application/octet-stream'}")));
    }

    private void harmlessResponses() {
        harmless(
                "optional response property added",
                d -> at(d, THING + " properties").add("extra", json("{'type': 'string'}")));
        harmless("required response property added", d -> {
            at(d, THING + " properties").add("extra", json("{'type': 'string'}"));
            at(d, THING).add("required", strings("id", "size", "state", "extra"));
        });
        harmless(
                "response property became required",
                d -> at(d, THING).add("required", strings("id", "size", "state", "note")));
        harmless(
                "nullable removed from a response",
                d -> at(d, SCHEMAS + " EventPage properties").add("next_cursor", json("{'type': 'string'}")));
        harmless(
                "null written as a type",
                d -> at(d, SCHEMAS + " EventPage properties").add("next_cursor", json("{'type': ['string', 'null']}")));
        harmless(
                "description inside a nullable union",
                d -> at(d, SCHEMAS + " EventPage properties")
                        .add(
                                "next_cursor",
                                json("{'anyOf': [{'type': 'string', 'description': 'Next.'}, {'type': 'null'}]}")));
        harmless("oneOf became anyOf", d -> {
            JsonObject items = at(d, ITEMS);
            items.add("anyOf", items.remove("oneOf"));
        });
        harmless("union members in another order", d -> {
            JsonArray shapes = property(d, THING, "shape").getAsJsonArray("anyOf");
            shapes.add(shapes.remove(0));
        });
        harmless(
                "member of a response's union gone",
                d -> property(d, THING, "shape").getAsJsonArray("anyOf").remove(1));
        harmless(
                "enum value added to a response",
                d -> at(d, SCHEMAS + " State").add("enum", strings("new", "old", "lost")));
        harmless(
                "enum value removed from a response",
                d -> at(d, SCHEMAS + " State").add("enum", strings("new")));
        harmless("enum became free text", d -> at(d, THING + " properties").add("state", json("{'type': 'string'}")));
        harmless(
                "enum written in place",
                d -> at(d, THING + " properties").add("state", json("{'type': 'string', 'enum': ['new', 'old']}")));
        harmless(
                "reference written out",
                d -> at(d, SCHEMAS + " Owner properties")
                        .add("address", at(d, SCHEMAS + " Address").deepCopy()));
        harmless("schema renamed", d -> {
            at(d, SCHEMAS).add("Place", at(d, SCHEMAS).remove("Address"));
            at(d, SCHEMAS + " Owner properties").add("address", json("{'$ref': '#/components/schemas/Place'}"));
        });
        harmless("limit of a response", d -> property(d, THING, "note").addProperty("maxLength", 200));
        harmless("pattern of a response", d -> property(d, THING, "note").addProperty("pattern", "^a"));
        harmless(
                "unmapped format of a response dropped",
                d -> property(d, THING, "mail").remove("format"));
        harmless(
                "unmapped format of a response changed",
                d -> property(d, THING, "mail").addProperty("format", "idn-email"));
        harmless("format added to a response", d -> property(d, THING, "note").addProperty("format", "uuid"));
        harmless(
                "number became integer in a response",
                d -> property(d, THING, "price").addProperty("type", "integer"));
        harmless("error status added", d -> at(d, LIST + " responses").add("503", json("{'description': 'Busy'}")));
        harmless("error status removed", d -> at(d, GET + " responses").remove("404"));
        harmless(
                "error body changed",
                d -> at(d, SCHEMAS + " Problem properties").remove("error"));
        harmless(
                "error has another body",
                d -> at(d, GET + " responses 404 content application/json").add("schema", json("{'type': 'string'}")));
        harmless(
                "header added",
                d -> at(d, GET + " responses 200").add("headers", json("{'x-new': {'schema': {'type': 'string'}}}")));
        harmless("header in another case", d -> {
            JsonObject headers = at(d, CREATE + " responses 201 headers");
            headers.add("X-Remaining", headers.remove("x-remaining"));
        });
        harmless(
                "another success with the same body",
                d -> at(d, GET + " responses")
                        .add("203", at(d, GET + " responses 200").deepCopy()));
        harmless(
                "JSON gained CSV",
                d -> at(d, LIST + " responses 200 content").add("text/csv", json("{'schema': {'type': 'string'}}")));
        harmless(
                "undescribed response described",
                d -> at(d, UPLOAD + " responses 200 content application/json")
                        .add("schema", json("{'$ref': '#/components/schemas/Owner'}")));
        harmless(
                "free map became a map of texts in a response",
                d -> property(d, THING, "free").add("additionalProperties", json("{'type': 'string'}")));
        harmless(
                "anything became a text in a response",
                d -> at(d, THING + " properties").add("any", json("{'type': 'string'}")));
        harmless("response closed", d -> at(d, THING).addProperty("additionalProperties", false));
        harmless("charset added to JSON", d -> {
            JsonObject content = at(d, GET + " responses 200 content");
            content.add("application/json; charset=utf-8", content.remove("application/json"));
        });
    }
}
