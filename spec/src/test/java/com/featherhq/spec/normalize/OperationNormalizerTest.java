package com.featherhq.spec.normalize;

import static com.featherhq.spec.TinyDocument.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.TinyDocument;
import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.document.ApiSpec;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationNormalizerTest {

    @Test
    void shortId_whenIdIsFunctionPathAndMethod_isTheFunction() {
        assertThat(shortId("get_thing_v1_things__id__get")).isEqualTo("get_thing");
    }

    @Test
    void shortId_whenIdIsAnythingElse_isTheId() {
        assertThat(shortId("getThing")).isEqualTo("getThing");
        assertThat(shortId("_v1_things__id__get")).isEqualTo("_v1_things__id__get");
    }

    @Test
    void shortId_whenFunctionAnswersSeveralMethods_isTheFunction() {
        assertThat(shortId("get_thing_v1_things__id__post")).isEqualTo("get_thing");
    }

    private static String shortId(String id) {
        JsonObject operation = json("{'operationId': '" + id + "'}");
        return OperationNormalizer.shortId(new ApiOperation("/v1/things/{id}", "get", operation, new JsonObject()));
    }

    @Test
    void keepFirstTag_whenTagsRepeatOrAreMissing_leavesOne() {
        JsonObject repeated = json("{'tags': ['a', 'a', 'b']}");
        JsonObject missing = new JsonObject();

        OperationNormalizer.keepFirstTag(new ApiOperation("/", "get", repeated, new JsonObject()));
        OperationNormalizer.keepFirstTag(new ApiOperation("/", "get", missing, new JsonObject()));

        assertThat(repeated).isEqualTo(json("{'tags': ['a']}"));
        assertThat(missing).isEqualTo(json("{'tags': ['default']}"));
    }

    @Test
    void normalize_whenShortIdsOfOneInterfaceAreTheSame_keepsTheLongOnes() {
        ApiSpec spec = TinyDocument.document(
                "{'/a': {'get': {'operationId': 'list_a_get', 'tags': ['x']}}, '/b': {'get': {'operationId':"
                        + " 'list_b_get', 'tags': ['X']}}, '/c': {'get': {'operationId': 'list_c_get', 'tags': ['y']}}}",
                "{}");

        OperationNormalizer.normalize(spec);

        List<String> ids = new ArrayList<>();
        spec.forEachOperation(operation -> ids.add(operation.id()));
        assertThat(ids).containsExactly("list_a_get", "list_b_get", "list");
    }

    @Test
    void normalize_whenOneFunctionAnswersSeveralMethods_namesThemByMethod() {
        assertThat(ids(
                        "{'/p/{x}': {'get': {'operationId': 'proxy_p__x__put'}, 'put': {'operationId': 'proxy_p__x__put'}},"
                                + " '/q': {'get': {'operationId': 'list'}}}"))
                .containsExactly("proxy_get", "proxy_put", "list");
    }

    @Test
    void normalize_whenIdsDifferOnlyInPunctuationOrAreTheSame_addsMethodAndPath() {
        assertThat(ids("{'/a': {'get': {'operationId': 'get_a'}}, '/b': {'get': {'operationId': 'getA'}},"
                        + " '/c': {'get': {'operationId': 'get_a'}}}"))
                .containsExactly("get_a_get_/a", "getA_get_/b", "get_a_get_/c");
    }

    @Test
    void normalize_whenThereIsNoId_usesMethodAndPath() {
        assertThat(ids("{'/v1/things/{id}': {'get': {}}}")).containsExactly("get_/v1/things/{id}");
    }

    @Test
    void normalize_whenPathsDifferOnlyInPunctuation_numbersTheSecond() {
        assertThat(ids("{'/a-b': {'get': {}}, '/a_b': {'get': {}}}")).containsExactly("get_/a-b", "get_/a_b_2");
    }

    @Test
    void interfaces_whenTagsDifferOnlyInCase_areOne() {
        ApiSpec spec = TinyDocument.document(
                "{'/a': {'get': {'tags': ['api-keys']}, 'put': {'tags': ['API keys']}, 'post': {}}}", "{}");

        assertThat(OperationNormalizer.interfaces(spec))
                .isEqualTo(Map.of("API keys", "APIKeysApi", "api-keys", "APIKeysApi", "default", "DefaultApi"));
    }

    private static List<String> ids(String paths) {
        ApiSpec spec = TinyDocument.document(paths, "{}");
        OperationNormalizer.normalize(spec);
        List<String> ids = new ArrayList<>();
        spec.forEachOperation(operation -> ids.add(operation.id()));
        return ids;
    }
}
