package com.featherhq.spec.normalize;

import static com.featherhq.spec.TinyDocument.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.spec.TinyDocument;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.Schemas;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.json.JsonFields;
import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

class SpecNormalizerTest {

    @Test
    void rules_inThisOrder() {
        assertThat(SpecNormalizer.schemaRules(new JsonObject()).keySet())
                .containsExactly(
                        "requireKnownKeywords",
                        "readPatternsAsValues",
                        "readBooleanBounds",
                        "splitTypeLists",
                        "liftNull",
                        "mergeAllOf",
                        "keepOneShape",
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
    void liftNull_whenNullIsAValue_marksNullable() {
        assertThat(SpecNormalizer.liftNull(json("{'enum': ['a', null]}"), ""))
                .isEqualTo(json("{'enum': ['a'], 'x-java-nullable': true}"));
        assertThat(SpecNormalizer.liftNull(json("{'type': 'string', 'nullable': true}"), ""))
                .isEqualTo(json("{'type': 'string', 'x-java-nullable': true}"));
        assertThat(SpecNormalizer.liftNull(json("{'type': 'string', 'nullable': false}"), ""))
                .isEqualTo(json("{'type': 'string'}"));
    }

    @Test
    void mergeAllOf_whenSeveralObjects_joinsPropertiesAndRequired() {
        JsonObject schema = json("{'allOf': [{'properties': {'a': {}}, 'required': ['a']}, {'properties': {'b': {}},"
                + " 'required': ['b']}]}");

        assertThat(new AllOf(new JsonObject()).merge(schema, ""))
                .isEqualTo(json("{'type': 'object', 'properties': {'a': {}, 'b': {}}, 'required': ['a', 'b']}"));
    }

    @Test
    void mergeAllOf_whenPartsAreReferences_hasTheirProperties() {
        JsonObject schemas =
                json("{'A': {'allOf': [{'$ref': '#/components/schemas/B'}, {'properties': {'a': {}}}]}, 'B':"
                        + " {'type': 'object', 'properties': {'b': {}}, 'required': ['b']}}");

        assertThat(new AllOf(schemas)
                        .merge(
                                json("{'allOf': [{'$ref': '#/components/schemas/A'}], 'properties': {'c': {}},"
                                        + " 'description': 'd'}"),
                                ""))
                .isEqualTo(json("{'type': 'object', 'properties': {'b': {}, 'a': {}, 'c': {}}, 'required': ['b'],"
                        + " 'description': 'd'}"));
        assertThat(new AllOf(schemas).merge(json("{'$ref': '#/components/schemas/B', 'properties': {'c': {}}}"), ""))
                .isEqualTo(json("{'type': 'object', 'properties': {'b': {}, 'c': {}}, 'required': ['b']}"));
    }

    @Test
    void mergeAllOf_whenPartsAreNoObjects_keepsTheFirst() {
        assertThat(new AllOf(new JsonObject())
                        .merge(
                                json("{'allOf': [{'type': 'string', 'minLength': 1}, {'pattern': 'a'}], 'title': 't'}"),
                                ""))
                .isEqualTo(json("{'type': 'string', 'minLength': 1, 'title': 't'}"));
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
        return JsonFields.string(SpecNormalizer.inferType(json(schema), ""), "type", "");
    }

    @Test
    void requireKnownKeywords_whenItLeadsElsewhere_failsWithPointer() {
        ApiSpec spec = TinyDocument.withSchemas("{'A/B': {'properties': {'p': {'$dynamicRef': '#x'}}}}");

        assertThatThrownBy(() -> SpecNormalizer.normalize(spec))
                .isInstanceOf(SpecException.class)
                .hasMessage("/components/schemas/A~1B/properties/p/$dynamicRef is a JSON Schema keyword that the"
                        + " generation rules don't know; add a rule to SpecNormalizer.");
    }

    @Test
    void requireKnownKeywords_whenItOnlyDescribes_goesOn() {
        JsonObject schema = json("{'type': 'string', 'env': 'FOO', 'contentSchema': {}, 'if': {}, 'x-y': 1}");

        assertThat(Schemas.requireKnownKeywords(schema, "")).isSameAs(schema);
        assertThat(schema.keySet().stream().filter(Schemas::isUnknownKeyword)).containsExactly("env");
    }

    @Test
    void keepOneShape_whenSeveralStandSideBySide_keepsWhatSaysMost() {
        assertThat(Schemas.keepOneShape(json("{'properties': {'a': {}}, 'anyOf': [{'required': ['a']}]}"), ""))
                .isEqualTo(json("{'properties': {'a': {}}}"));
        assertThat(Schemas.keepOneShape(json("{'$ref': '#/components/schemas/C', 'const': 'a'}"), ""))
                .isEqualTo(json("{'$ref': '#/components/schemas/C', 'const': 'a'}"));
        assertThat(Schemas.keepOneShape(json("{'anyOf': [{'type': 'string'}], 'oneOf': [{'pattern': 'a'}]}"), ""))
                .isEqualTo(json("{'anyOf': [{'type': 'string'}]}"));
    }

    @Test
    void readPatternsAsValues_whenNoOtherNamesAreAllowed_isAMap() {
        assertThat(SpecNormalizer.readPatternsAsValues(
                        json("{'patternProperties': {'^x': {'type': 'integer'}}, 'additionalProperties': false}"), ""))
                .isEqualTo(json("{'additionalProperties': {'type': 'integer'}}"));
    }

    @Test
    void readBooleanBounds_whenAnExclusiveBoundIsAFlag_makesItTheBound() {
        JsonObject schema = json("{'minimum': 0, 'exclusiveMinimum': true, 'maximum': 9, 'exclusiveMaximum': false}");

        assertThat(SpecNormalizer.readBooleanBounds(schema, ""))
                .isEqualTo(json("{'exclusiveMinimum': 0, 'maximum': 9}"));
    }
}
