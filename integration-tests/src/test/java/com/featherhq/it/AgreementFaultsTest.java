package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.agreement.Agreement;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the agreement check finds when a rule has lost something: the classes were generated from a document without it, and are
 * compared with one that has it.
 */
final class AgreementFaultsTest {

    private static final String THING = "/components/schemas/Thing/properties/";
    private static final String LIST = "/paths/~1v1~1things/get/";
    private static final String POST = "/paths/~1v1~1things/post/";

    private static final JsonObject DOCUMENT = json("""
            {'openapi': '3.1.0', 'info': {'title': 'Faults', 'version': '1'},
             'paths': {
               '/v1/things': {
                 'get': {'operationId': 'list', 'tags': ['things'],
                   'parameters': [
                     {'name': 'limit', 'in': 'query', 'schema': {'type': 'integer'}},
                     {'name': 'kind', 'in': 'query', 'schema': {'$ref': '#/components/schemas/Kind'}}],
                   'responses': {'200': {'content': {'application/json': {'schema': {
                     'type': 'array', 'items': {'$ref': '#/components/schemas/Thing'}}}}}}},
                 'post': {'operationId': 'create', 'tags': ['things'],
                   'requestBody': {'required': true, 'content': {'application/json': {'schema': {
                     '$ref': '#/components/schemas/Thing'}}}},
                   'responses': {'201': {'content': {'application/json': {'schema': {
                     '$ref': '#/components/schemas/Thing'}}}}}}},
               '/v1/things/{thing_id}': {
                 'put': {'operationId': 'upload', 'tags': ['things'],
                   'parameters': [
                     {'name': 'thing_id', 'in': 'path', 'required': true, 'schema': {'type': 'string', 'format': 'uuid'}}],
                   'requestBody': {'required': true, 'content': {'multipart/form-data': {'schema': {
                     'type': 'object', 'required': ['note'], 'properties': {'note': {'type': 'string'}}}}}},
                   'responses': {'204': {}}}}},
             'components': {'schemas': {
               'Kind': {'type': 'string', 'enum': ['large', 'small']},
               'Maker': {'type': 'object', 'properties': {'name': {'type': 'string'}}},
               'Owner': {'type': 'object', 'properties': {'name': {'type': 'string'}}},
               'Thing': {'type': 'object', 'required': ['id'], 'properties': {
                 'id': {'type': 'string', 'format': 'uuid'},
                 'size': {'type': 'integer'},
                 'small': {'type': 'integer', 'format': 'int32'},
                 'kind': {'$ref': '#/components/schemas/Kind'},
                 'maker': {'$ref': '#/components/schemas/Maker'},
                 'owner': {'$ref': '#/components/schemas/Owner'},
                 'made_at': {'anyOf': [{'type': 'string', 'format': 'date-time'}, {'type': 'null'}]},
                 'either': {'anyOf': [{'type': 'string'}, {'type': 'integer'}]},
                 'names': {'type': 'array', 'items': {'type': 'string'}},
                 'counts': {'type': 'object', 'additionalProperties': {'type': 'integer'}}}}}}}
            """);

    @TempDir
    static Path folder;

    private static CorpusClient client;

    @BeforeAll
    static void generate() throws IOException {
        Path handWritten = folder.resolve("hand-written");
        CorpusClient.compileHandWritten(Corpus.PROJECT, handWritten);
        Path document = Files.writeString(folder.resolve("document.json"), DOCUMENT.toString());
        client = CorpusClient.of(document, handWritten, folder);
    }

    @AfterAll
    static void close() throws IOException {
        client.close();
    }

    @Test
    void problems_ofTheSameDocument_areNone() {
        assertThat(Agreement.problems(DOCUMENT, client.classes(), Set.of())).isEmpty();
    }

    @Test
    void problems_whenAnOperationWasRefused_areNone() {
        JsonObject document = with("/paths/~1v1~1new", "{'get': {'operationId': 'more'}}");

        assertThat(Agreement.problems(document, client.classes(), Set.of("/paths/~1v1~1new/get")))
                .isEmpty();
    }

    /** Generated classes tell null from absent always: here somebody has edited the template. */
    @Test
    void problems_whenAClassDoesNotTellNullFromAbsent_nameIt() throws IOException {
        Path model = folder.resolve("sources/src/main/java/com/featherhq/model/Thing.java");
        String source = Files.readString(model);
        Files.writeString(
                model,
                source.replace("public boolean hasMadeAt()", "boolean hasMadeAt()")
                        .replace("public @Nullable OffsetDateTime getMadeAt()", "public OffsetDateTime getMadeAt()"));

        try (CorpusClient edited = CorpusClient.ofSources(
                folder.resolve("sources/src/main/java"), folder.resolve("hand-written"), folder.resolve("edited"))) {
            assertThat(Agreement.problems(DOCUMENT, edited.classes(), Set.of()))
                    .containsExactly(
                            THING + "made_at may be null, but getMadeAt() is not @Nullable",
                            THING + "made_at may be null or absent, but there's no hasMadeAt() to tell which");
        }
    }

    @TestFactory
    Stream<DynamicTest> problems_whenARuleHasLostSomething_nameIt() {
        return Stream.of(
                fault("operation", "/paths/~1v1~1new", "{'get': {}}", "/paths/~1v1~1new/get has no method"),
                fault(
                        "query parameter",
                        LIST + "parameters/-",
                        "{'name': 'page', 'in': 'query', 'schema': {'type': 'string'}}",
                        LIST + "parameters/page has no Query parameter in list"),
                fault(
                        "cookie",
                        LIST + "parameters/-",
                        "{'name': 'session', 'in': 'cookie', 'schema': {'type': 'string'}}",
                        LIST + "parameters/session has no Cookie parameter in list"),
                fault(
                        "values of a parameter",
                        LIST + "parameters/0/schema",
                        "{'type': 'string'}",
                        LIST + "parameters/limit is string, which java.lang.Long can't hold"),
                fault(
                        "answer",
                        POST + "responses/200",
                        "{'content': {'application/json': {'schema': {'$ref': '#/components/schemas/Owner'}}}}",
                        POST + "responses/200/content/application~1json is #/components/schemas/Owner, which is Owner"
                                + " elsewhere, and not Thing"),
                fault(
                        "stream",
                        POST + "responses/200",
                        "{'content': {'text/event-stream': {}}}",
                        POST + "responses/200/content/text~1event-stream is no JSON, but read as"
                                + " com.featherhq.model.Thing"),
                fault(
                        "body",
                        LIST + "requestBody",
                        "{'content': {'application/json': {'schema': {'type': 'string'}}}}",
                        LIST + "requestBody can't be sent with any method"),
                fault(
                        "that a body is optional",
                        POST + "requestBody/required",
                        "false",
                        POST + "requestBody is optional, but can't be left out"),
                fault(
                        "form's field",
                        "/paths/~1v1~1things~1{thing_id}/put/requestBody/content/multipart~1form-data/schema/properties/more",
                        "{'type': 'string'}",
                        "/paths/~1v1~1things~1{thing_id}/put/requestBody/content/multipart~1form-data/more has no place in"
                                + " the form"),
                fault(
                        "schema",
                        "/components/schemas/More",
                        "{'properties': {}}",
                        "/components/schemas/More has no class"),
                fault("property", THING + "color", "{'type': 'string'}", THING + "color has no accessor in Thing"),
                fault(
                        "constant",
                        "/components/schemas/Kind/enum/-",
                        "'huge'",
                        THING
                                + "kind->#/components/schemas/Kind has the value \"huge\", for which Kind has no constant"),
                fault(
                        "texts that are no UUID",
                        THING + "id/format",
                        "'uri'",
                        THING + "id is string, which java.util.UUID can't hold"),
                fault(
                        "numbers above 2^31",
                        THING + "small/format",
                        "'int64'",
                        THING + "small is integer, which java.lang.Integer can't hold"),
                fault(
                        "null",
                        THING + "id",
                        "{'anyOf': [{'type': 'string', 'format': 'uuid'}, {'type': 'null'}]}",
                        THING + "id may be null, but getId() is not @Nullable"),
                fault(
                        "member of a union",
                        THING + "either/anyOf/-",
                        "{'type': 'boolean'}",
                        THING + "either/anyOf/2 has no member in com.featherhq.model.StringOrInteger"),
                fault(
                        "elements of another type",
                        THING + "names/items",
                        "{}",
                        THING + "names/items is anything, which java.lang.String can't hold"),
                fault(
                        "values of another type",
                        THING + "counts/additionalProperties",
                        "true",
                        THING + "counts/additionalProperties is anything, which java.lang.Long can't hold"),
                fault(
                        "class of its own",
                        THING + "owner",
                        "{'$ref': '#/components/schemas/Maker'}",
                        THING + "owner is #/components/schemas/Maker, which is Maker elsewhere, and not Owner"));
    }

    private static DynamicTest fault(String what, String pointer, String value, String problem) {
        return DynamicTest.dynamicTest(what, () -> {
            List<String> problems = Agreement.problems(with(pointer, value), client.classes(), Set.of());

            assertThat(problems).contains(problem);
        });
    }

    /** The document with another value at a pointer; {@code -} adds one to an array (RFC 6902). */
    private static JsonObject with(String pointer, String value) {
        JsonObject document = DOCUMENT.deepCopy();
        JsonElement parsed = JsonParser.parseString(value.replace('\'', '"'));
        JsonElement parent = document;
        String[] keys = pointer.substring(1).split("/", -1);
        for (int i = 0; i < keys.length - 1; i++) {
            parent = child(parent, keys[i]);
        }
        String last = keys[keys.length - 1].replace("~1", "/");
        if (parent instanceof JsonArray array) {
            if (last.equals("-")) {
                array.add(parsed);
            } else {
                array.set(Integer.parseInt(last), parsed);
            }
        } else {
            parent.getAsJsonObject().add(last, parsed);
        }
        return document;
    }

    private static JsonElement child(JsonElement parent, String key) {
        return parent instanceof JsonArray array
                ? array.get(Integer.parseInt(key))
                : parent.getAsJsonObject().get(key.replace("~1", "/"));
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
    }
}
