package com.featherhq.spec;

import static com.featherhq.spec.TinyDocument.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
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
        assertThat(shortId("get_thing_v1_things__id__post")).isEqualTo("get_thing_v1_things__id__post");
    }

    private static String shortId(String id) {
        JsonObject operation = json("{'operationId': '" + id + "'}");
        return OperationNormalizer.shortId(
                new ApiSpec.Operation("/v1/things/{id}", "get", operation, new JsonObject()));
    }

    @Test
    void keepFirstTag_whenTagsRepeatOrAreMissing_leavesOne() {
        JsonObject repeated = json("{'tags': ['a', 'a', 'b']}");
        JsonObject missing = new JsonObject();

        OperationNormalizer.keepFirstTag(new ApiSpec.Operation("/", "get", repeated, new JsonObject()));
        OperationNormalizer.keepFirstTag(new ApiSpec.Operation("/", "get", missing, new JsonObject()));

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
    void normalize_whenIdsDifferOnlyInPunctuation_failsWithPointers() {
        ApiSpec spec = TinyDocument.document(
                "{'/a': {'get': {'operationId': 'get_a'}}, '/b': {'get': {'operationId': 'getA'}}}", "{}");

        assertThatThrownBy(() -> OperationNormalizer.normalize(spec))
                .isInstanceOf(SpecException.class)
                .hasMessage("/paths/~1b/get and /paths/~1a/get would both become the Java method DefaultApi.getA; add a"
                        + " rule to OperationNormalizer.");
    }
}
