package com.featherhq.spec.normalize;

import static com.featherhq.spec.TinyDocument.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.GenerationWarning;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SharedPartsTest {

    private final List<GenerationWarning> warnings = new ArrayList<>();

    @Test
    void parameters_ofThePath_areEveryOperationsUnlessItHasItsOwn() {
        JsonObject paths = normalized(
                "{'/a/{id}': {'parameters': [{'$ref': '#/components/parameters/Id'}, {'name': 'q', 'in': 'query', 'schema':"
                        + " {'type': 'string'}}], 'get': {'parameters': [{'name': 'q', 'in': 'query', 'schema': {'type':"
                        + " 'integer'}}]}, 'put': {}}}",
                "'parameters': {'Id': {'name': 'id', 'in': 'path', 'schema': {'type': 'string'}}}");

        JsonObject item = paths.getAsJsonObject("/a/{id}");
        assertThat(item.has("parameters")).isFalse();
        assertThat(item.getAsJsonObject("get").get("parameters").toString())
                .isEqualTo(
                        json("{'p': [{'name': 'q', 'in': 'query', 'schema': {'type': 'integer'}}, {'name': 'id', 'in':"
                                        + " 'path', 'schema': {'type': 'string'}, 'x-java-pointer': '/paths/~1a~1{id}/parameters/0'}]}")
                                .get("p")
                                .toString());
        assertThat(item.getAsJsonObject("put").getAsJsonArray("parameters")).hasSize(2);
        assertThat(warnings).isEmpty();
    }

    @Test
    void parts_ofAnOperation_areWhatTheyReferTo() {
        JsonObject paths = normalized(
                "{'/a': {'$ref': '#/components/pathItems/A'}}",
                "'pathItems': {'A': {'post': {'requestBody': {'$ref': '#/components/requestBodies/B'}, 'responses': {'200':"
                        + " {'$ref': '#/components/responses/R'}}}}}, 'requestBodies': {'B': {'content': {}}}, 'responses': {'R':"
                        + " {'$ref': '#/components/responses/S'}, 'S': {'description': 'S'}}");

        JsonObject operation = paths.getAsJsonObject("/a").getAsJsonObject("post");
        assertThat(operation.get("requestBody")).isEqualTo(json("{'content': {}}"));
        assertThat(operation.get("responses")).isEqualTo(json("{'200': {'description': 'S'}}"));
    }

    @Test
    void part_whenItIsMissing_costsTheOperationAlone() {
        JsonObject paths = normalized(
                "{'/a': {'get': {'responses': {'200': {'$ref': '#/components/responses/R'}}}, 'put': {'responses': {}}},"
                        + " '/b': {'$ref': 'other.json'}}",
                "'parameters': {}");

        assertThat(paths.getAsJsonObject("/a").keySet()).containsExactly("put");
        assertThat(warnings)
                .extracting(GenerationWarning::toString)
                .containsExactly(
                        "/paths/~1b has no Java method: /paths/~1b refers to something that isn't in the document:"
                                + " {\"$ref\":\"other.json\"}.",
                        "/paths/~1a/get has no Java method: /paths/~1a/get/responses/200 refers to something that isn't in the"
                                + " document: {\"$ref\":\"#/components/responses/R\"}.");
    }

    @Test
    void method_whenOpenApiHasNoneOfThatName_isLeftOutWithAWarning() {
        normalized(
                "{'/a': {'query': {}, 'x-extension': {}, 'get': {'responses': {}}}, 'x-paths': {}}",
                "'parameters': {}");

        assertThat(warnings)
                .extracting(GenerationWarning::toString)
                .containsExactly("/paths/~1a/query has no Java method: \"query\" is no method that OpenAPI 3.1 knows.");
    }

    private JsonObject normalized(String paths, String components) {
        ApiSpec spec = ApiSpec.of(
                json("{'openapi': '3.1.0', 'info': {'title': 'Tiny', 'version': '1'}, 'paths': " + paths
                        + ", 'components': {" + components + "}}"),
                "tiny.json");
        SharedParts.inline(spec, warnings);
        return spec.root().getAsJsonObject("paths");
    }
}
