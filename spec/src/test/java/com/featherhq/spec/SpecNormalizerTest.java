package com.featherhq.spec;

import static com.featherhq.spec.TinyDocument.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecNormalizerTest {

    @Test
    void rules_inThisOrder() {
        assertThat(SpecNormalizer.SCHEMA_RULES.keySet())
                .containsExactly(
                        "requireKnownKeywords",
                        "requireOneShape",
                        "splitTypeLists",
                        "liftNullFromEnum",
                        "mergeAllOf",
                        "flattenUnion",
                        "liftNullFromUnion",
                        "unwrapSingleMember",
                        "inferType");
    }

    @Test
    void normalize_whenEveryRuleHasWork_eachDoesItEverywhere() {
        ApiSpec spec = TinyDocument.withOperation(
                "{'operationId': 'get_thing_v1_things__id__get', 'tags': ['a', 'b'], 'parameters': [{'name': 'q',"
                        + " 'in': 'query', 'schema': {'type': ['string', 'null']}}], 'responses': {'200': {'content':"
                        + " {'application/json': {'schema': {'allOf': [{'$ref': '#/components/schemas/T'}]}}}}}}",
                "{'T': {'properties': {'e': {'enum': ['x', null]}, 'u': {'anyOf': [{'anyOf': [{'type': 'integer'},"
                        + " {'type': 'null'}]}, {'type': 'string'}]}}}}");

        JsonObject normal = SpecNormalizer.normalize(spec).root();

        assertThat(normal.getAsJsonObject("paths"))
                .isEqualTo(json("{'/v1/things/{id}': {'get': {'operationId':"
                        + " 'get_thing', 'tags': ['a'], 'parameters': [{'name': 'q', 'in': 'query', 'schema': {'type':"
                        + " 'string', 'x-java-nullable': true}}], 'responses': {'200': {'content': {'application/json':"
                        + " {'schema': {'$ref': '#/components/schemas/T'}}}}}}}}"));
        assertThat(normal.getAsJsonObject("components").getAsJsonObject("schemas"))
                .isEqualTo(json(
                        "{'T': {'properties': {'e': {'enum': ['x'], 'x-java-nullable': true, 'type': 'string'}, 'u':"
                                + " {'anyOf': [{'type': 'integer'}, {'type': 'string'}], 'x-java-nullable': true}}, 'type':"
                                + " 'object'}}"));
    }

    @Test
    void normalize_leavesTheGivenDocumentAlone() {
        ApiSpec spec = TinyDocument.withSchemas("{'T': {'type': ['string', 'null']}}");
        String before = spec.root().toString();

        SpecNormalizer.normalize(spec);

        assertThat(spec.root()).hasToString(before);
    }

    @Test
    void splitTypeLists_whenSeveralTypes_makesUnionThatKeepsTheDescription() {
        JsonObject schema = json("{'type': ['string', 'integer'], 'description': 'd', 'minimum': 1}");

        assertThat(SpecNormalizer.splitTypeLists(schema, ""))
                .isEqualTo(json("{'description': 'd', 'anyOf': [{'minimum': 1, 'type': 'string'}, {'minimum': 1,"
                        + " 'type': 'integer'}]}"));
    }

    @Test
    void liftNullFromEnum_whenNullIsAValue_marksNullable() {
        assertThat(SpecNormalizer.liftNullFromEnum(json("{'enum': ['a', null]}"), ""))
                .isEqualTo(json("{'enum': ['a'], 'x-java-nullable': true}"));
    }

    @Test
    void mergeAllOf_whenSeveralObjects_joinsPropertiesAndRequired() {
        JsonObject schema = json("{'allOf': [{'properties': {'a': {}}, 'required': ['a']}, {'properties': {'b': {}},"
                + " 'required': ['b']}]}");

        assertThat(SpecNormalizer.mergeAllOf(schema, ""))
                .isEqualTo(json("{'type': 'object', 'properties': {'a': {}, 'b': {}}, 'required': ['a', 'b']}"));
    }

    @Test
    void mergeAllOf_whenPartIsNoInlineObject_failsWithPointer() {
        JsonObject schema = json("{'allOf': [{'$ref': '#/components/schemas/A'}, {'properties': {}}]}");

        assertThatThrownBy(() -> SpecNormalizer.mergeAllOf(schema, "/components/schemas/T"))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "/components/schemas/T/allOf combines something else than inline objects; the generation rules"
                                + " don't know how. Add a rule to SpecNormalizer.");
    }

    @Test
    void flattenUnion_whenInnerUnionHasDiscriminator_keepsIt() {
        JsonObject schema = json("{'anyOf': [{'oneOf': [{}], 'discriminator': {'propertyName': 'kind'}}, {'type':"
                + " 'string'}, {'type': 'string'}]}");

        assertThat(SpecNormalizer.flattenUnion(schema, ""))
                .isEqualTo(json("{'anyOf': [{'oneOf': [{}], 'discriminator': {'propertyName': 'kind'}}, {'type':"
                        + " 'string'}]}"));
    }

    @Test
    void liftNullFromUnion_whenAMemberIsNullable_marksTheUnion() {
        assertThat(SpecNormalizer.liftNullFromUnion(
                        json("{'anyOf': [{'type': 'string', 'x-java-nullable': true}, {'type': 'integer'}]}"), ""))
                .isEqualTo(json("{'anyOf': [{'type': 'string'}, {'type': 'integer'}], 'x-java-nullable': true}"));
    }

    @Test
    void unwrapSingleMember_keepsOuterDescription() {
        assertThat(SpecNormalizer.unwrapSingleMember(
                        json("{'anyOf': [{'type': 'string', 'description': 'inner'}], 'description': 'outer'}"), ""))
                .isEqualTo(json("{'type': 'string', 'description': 'outer'}"));
    }

    @Test
    void inferType_whenTypeIsImplied_addsIt() {
        assertThat(inferred("{'const': 'a'}")).isEqualTo("string");
        assertThat(inferred("{'const': 1}")).isEqualTo("integer");
        assertThat(inferred("{'const': 1.5}")).isEqualTo("number");
        assertThat(inferred("{'enum': [true]}")).isEqualTo("boolean");
        assertThat(inferred("{'enum': ['a', 1]}")).isEmpty();
        assertThat(inferred("{'properties': {}}")).isEqualTo("object");
        assertThat(inferred("{'items': {}}")).isEqualTo("array");
        assertThat(inferred("{}")).isEmpty();
    }

    private static String inferred(String schema) {
        return ApiSpec.string(SpecNormalizer.inferType(json(schema), ""), "type", "");
    }

    @Test
    void requireKnownKeywords_whenKeywordIsUnknown_failsWithPointer() {
        ApiSpec spec = TinyDocument.withSchemas("{'A/B': {'properties': {'p': {'patternProperties': {}}}}}");

        assertThatThrownBy(() -> SpecNormalizer.normalize(spec))
                .isInstanceOf(SpecException.class)
                .hasMessage("/components/schemas/A~1B/properties/p/patternProperties is a JSON Schema keyword that the"
                        + " generation rules don't know; add a rule to SpecNormalizer.");
    }

    @Test
    void normalize_whenKeywordIsUnknown_warnsAndGoesOn() {
        ApiSpec spec =
                TinyDocument.withSchemas("{'T': {'properties': {'p': {'type': 'string', 'env': 'A', 'x-y': 1}}}}");
        List<GenerationWarning> warnings = new ArrayList<>();

        SpecNormalizer.normalize(spec, warnings);

        assertThat(warnings)
                .extracting(GenerationWarning::toString)
                .containsExactly("/components/schemas/T/properties/p/env is ignored: JSON Schema has no keyword of that"
                        + " name.");
    }

    @Test
    void requireOneShape_whenTwoStandSideBySide_failsWithPointer() {
        JsonObject schema = json("{'type': 'object', 'properties': {'a': {}}, 'anyOf': [{'required': ['a']}]}");

        assertThatThrownBy(() -> Schemas.requireOneShape(schema, "/components/schemas/T"))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "/components/schemas/T has anyOf and properties side by side; the generation rules don't know"
                                + " how. Add a rule to SpecNormalizer.");
        assertThatCode(() -> Schemas.requireOneShape(json("{'const': 'a', 'enum': ['a']}"), ""))
                .doesNotThrowAnyException();
    }
}
