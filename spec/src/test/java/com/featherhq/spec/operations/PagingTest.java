package com.featherhq.spec.operations;

import static com.featherhq.spec.TinyDocument.document;
import static com.featherhq.spec.TinyDocument.generated;
import static com.featherhq.spec.TinyDocument.operation;
import static com.featherhq.spec.TinyDocument.withOperation;
import static com.featherhq.spec.TinyDocument.withSchemas;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.featherhq.spec.TinyDocument;
import com.featherhq.spec.document.ApiSpec;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which operations list in pages, and which requests have an idempotency key; both by their shape. */
class PagingTest {

    private static final Path FOLDER = Path.of(System.getenv().getOrDefault("FEATHER_SPECS_DIR", "../../shared/specs"));

    private static final String ROW = "'Row': {'properties': {'id': {'type': 'string'}}}";

    private static final String NULLABLE = "{'anyOf': [{'type': 'string'}, {'type': 'null'}]}";

    private static ApiSpec list(String parameters, String properties, String more) {
        return withOperation(
                "{'operationId': 'list', 'parameters': [" + parameters
                        + "], 'responses': {'200': {'content': {'application/json': {'schema': {'$ref':"
                        + " '#/components/schemas/Rows'}}}}}}",
                "{" + ROW + ", 'Rows': {'properties': " + properties + more + "}}");
    }

    private static String query(String name, String schema) {
        return "{'name': '" + name + "', 'in': 'query', 'schema': " + schema + "}";
    }

    private static JsonObject page(ApiSpec spec) {
        return generated(spec, "Rows", "model").getAsJsonObject("page");
    }

    private static final String ROWS = "'items': {'type': 'array', 'items': {'$ref': '#/components/schemas/Row'}}";

    @ParameterizedTest
    @CsvSource({
        "cursor,next_cursor",
        "before,next_cursor",
        "after,nextCursor",
        "start_cursor,next_cursor",
        "page_token,next_page_token",
        "pageToken,nextPageToken",
        "starting_after,next_starting_after",
        "continuation-token,next_continuation_token",
        "marker,next_marker"
    })
    void cursor_byItsName_makesTheAnswerAPageAndTheParametersKnowIt(String parameter, String next) {
        ApiSpec spec = list(
                query("limit", "{'type': 'integer'}") + ", " + query(parameter, NULLABLE),
                "{" + ROWS + ", '" + next + "': " + NULLABLE + ", 'has_more': {'type': 'boolean'}}",
                "");

        assertThat(operation(spec).params().page()).isEqualTo(new ApiMethods.Slot(1, false));
        assertThat(operation(spec).params().implemented()).isEqualTo("com.featherhq.json.PageParams<ListParams>");
        assertThat(page(spec).get("row").getAsString()).isEqualTo("Row");
        assertThat(page(spec).get("rows").getAsString()).isEqualTo("Items");
        assertThat(page(spec).get("more").getAsString()).isEqualTo("hasMore");
        assertThat(generated(spec, "Rows", "model").get("implemented").getAsString())
                .isEqualTo("com.featherhq.json.Page<Row>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not a cursor's name   | since  | {R, 'next_cursor': N}
            no next cursor        | cursor | {R}
            not a next cursor     | cursor | {R, 'next_sync_at': N}
            it is always there    | cursor | {R, 'next_cursor': {'type': 'string'}}
            of another type       | cursor | {R, 'next_cursor': {'type': 'integer'}}
            no array of objects   | cursor | {'items': {'type': 'array', 'items': {'type': 'string'}}, 'next_cursor': N}
            two arrays of objects | cursor | {R, 'others': {'type': 'array', 'items': {'$ref': '#/components/schemas/Row'}}, 'next_cursor': N}
            rows that may be null | cursor | {'items': {'type': 'array', 'items': {'anyOf': [{'$ref': '#/components/schemas/Row'}, {'type': 'null'}]}}, 'next_cursor': N}
            """)
    void cursor_whenTheShapeIsAnother_makesNoPage(String why, String parameter, String properties) {
        ApiSpec spec = list(
                query(parameter, NULLABLE),
                properties
                        .replace("R,", ROWS + ",")
                        .replace("{R}", "{" + ROWS + "}")
                        .replace("N}", NULLABLE + "}"),
                ", 'required': ['next_cursor']");

        assertThat(operation(spec).params().page()).as(why).isNull();
        assertThat(page(spec)).as(why).isNull();
    }

    @Test
    void page_whenThereIsAlsoAListOfTexts_hasTheRowsThatAreObjects() {
        ApiSpec spec = list(
                query("cursor", NULLABLE),
                "{'warnings': {'type': 'array', 'items': {'type': 'string'}}, 'turns': {'anyOf': [{'type': 'array',"
                        + " 'items': {'type': 'object'}}, {'type': 'null'}]}, 'next_cursor': {'type': 'string'}}",
                "");

        assertThat(page(spec).get("rows").getAsString()).isEqualTo("Turns");
        assertThat(page(spec).get("row").getAsString()).isEqualTo("Map<String, JsonElement>");
    }

    @ParameterizedTest
    @CsvSource({"offset,limit", "skip,limit", "offset,page_size"})
    void offset_withALimit_makesTheAnswerAPage(String offset, String limit) {
        String parameters =
                query(offset, "{'type': 'integer', 'default': 0}") + ", " + query(limit, "{'type': 'integer'}");
        ApiSpec spec = list(parameters, "{" + ROWS + ", 'total': {'type': 'integer'}}", "");

        assertThat(operation(spec).params().page()).isEqualTo(new ApiMethods.Slot(0, true));
        assertThat(page(spec).has("next")).isFalse();
        assertThat(operation(list(query(offset, "{'type': 'integer'}"), "{" + ROWS + "}", ""))
                        .params()
                        .page())
                .isNull();
    }

    @Test
    void offset_whenTheAnswerIsAnArray_isKnownToTheParameters() {
        ApiSpec spec = withOperation(
                "{'operationId': 'list', 'parameters': [" + query("limit", "{'type': 'integer'}") + ", "
                        + query("offset", "{'type': 'integer'}")
                        + "], 'responses': {'200': {'content': {'application/json': {'schema': {'type': 'array', 'items':"
                        + " {'$ref': '#/components/schemas/Row'}}}}}}}",
                "{" + ROW + "}");

        assertThat(operation(spec).params().page()).isEqualTo(new ApiMethods.Slot(1, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            idempotency_key | {'type': 'string'}                                         | IdempotencyKey
            idempotencyKey  | {'type': 'string', 'format': 'uuid'}                       | IdempotencyKey
            idempotency_key | {'anyOf': [{'type': 'string', 'maxLength': 128}, {'type': 'null'}]} | IdempotencyKey
            idempotency_key | {'type': 'integer'}                                        |
            key             | {'type': 'string'}                                         |
            """)
    void keyed_byTheNameOfAProperty(String name, String schema, String suffix) {
        JsonObject model =
                generated(withSchemas("{'T': {'properties': {'" + name + "': " + schema + "}}}"), "T", "model");

        assertThat(
                        model.has("keyed")
                                ? model.getAsJsonObject("keyed").get("suffix").getAsString()
                                : null)
                .isEqualTo(suffix);
        assertThat(model.has("implemented")).isEqualTo(suffix != null);
    }

    @Test
    void keyed_whenTheKeyIsAHeaderOrAField_isKnownToo() {
        ApiSpec spec = document(
                "{'/v1/things/{id}': {'post': {'operationId': 'x', 'parameters': [{'name': 'Idempotency-Key', 'in':"
                        + " 'header', 'schema': {'type': 'string'}}], 'requestBody': {'content':"
                        + " {'multipart/form-data': {'schema': {'properties': {'a': {'type': 'string'}, 'idempotency_key':"
                        + " {'type': 'string'}}}}}}, 'responses': {'204': {}}}}}",
                "{}");

        assertThat(operation(spec).params().keyed()).isEqualTo(new ApiMethods.Slot(0, false));
        assertThat(operation(spec).form().keyed()).isEqualTo(new ApiMethods.Slot(1, false));
        assertThat(operation(spec).form().implemented()).isEqualTo("com.featherhq.json.IdempotencyKeyed");
    }

    /** What each whole document is expected to have: by a cursor of that very name, by any cursor, by offset, with a key. */
    @ParameterizedTest
    @CsvSource({"1.21.0,52,54,3,3", "1.87.0,61,63,3,5"})
    void wholeDocument_hasAllItsPagesAndKeys(String version, int cursor, int cursors, int offsets, int keys) {
        Path file = FOLDER.resolve("feather-" + version + "-full.json");
        if (!Files.exists(file)) {
            System.out.println("Skipped: the vendor's whole documents are not in " + FOLDER + " (FEATHER_SPECS_DIR).");
        }
        assumeTrue(Files.exists(file), "FEATHER_SPECS_DIR has no whole documents");
        JsonObject input = TinyDocument.input(ApiSpec.read(file));
        List<ApiMethods> paged = new ArrayList<>();
        for (JsonElement path : input.getAsJsonObject("paths").asMap().values()) {
            for (JsonElement operation : path.getAsJsonObject().asMap().values()) {
                ApiMethods methods =
                        new Gson().fromJson(operation.getAsJsonObject().get("x-java"), ApiMethods.class);
                if (methods.params() != null && methods.params().page() != null) {
                    paged.add(methods);
                }
            }
        }

        assertThat(paged.stream().filter(one -> one.params().page().offset())).hasSize(offsets);
        assertThat(paged.stream().filter(one -> !one.params().page().offset())).hasSize(cursors);
        assertThat(paged.stream().filter(one -> startsAt(one).equals("cursor"))).hasSize(cursor);
        assertThat(input.getAsJsonObject("components").getAsJsonObject("schemas").asMap().values().stream()
                        .filter(schema -> schema.toString().contains("\"keyed\":")))
                .hasSizeGreaterThanOrEqualTo(keys);
    }

    private static String startsAt(ApiMethods methods) {
        return methods.params().setters().get(methods.params().page().index()).name();
    }
}
