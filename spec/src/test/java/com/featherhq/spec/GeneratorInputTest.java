package com.featherhq.spec;

import static com.featherhq.spec.TinyDocument.generated;
import static com.featherhq.spec.TinyDocument.withSchemas;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorInputTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'type': 'string'}                                             | String
            {'type': 'string', 'format': 'uuid'}                           | UUID
            {'type': 'string', 'format': 'date'}                           | LocalDate
            {'type': 'string', 'format': 'date-time'}                      | OffsetDateTime
            {'type': 'string', 'format': 'time'}                           | String
            {'type': 'integer'}                                            | Long
            {'type': 'integer', 'format': 'int32'}                         | Integer
            {'type': 'number'}                                             | BigDecimal
            {'type': 'number', 'format': 'double'}                         | Double
            {'type': 'boolean'}                                            | Boolean
            {}                                                             | JsonElement
            {'type': 'object'}                                             | Map<String, JsonElement>
            {'type': 'object', 'additionalProperties': {'type': 'string'}} | Map<String, String>
            {'type': 'array'}                                              | List<JsonElement>
            {'type': 'array', 'items': {'type': ['string', 'null']}}       | List<@Nullable String>
            {'prefixItems': [{'type': 'string'}, {'type': 'string'}], 'items': false} | List<String>
            {'prefixItems': [{'type': 'string'}, {'type': 'integer'}]}     | List<JsonElement>
            {'enum': ['a', 'b']}                                           | TP
            {'properties': {'x': {}}}                                      | TP
            {'$ref': '#/components/schemas/Alias'}                         | List<Long>
            {'anyOf': [{'type': 'string'}, {'type': 'integer'}]}           | StringOrInteger
            {'anyOf': [{'type': 'integer'}, {'type': 'string'}]}           | StringOrInteger
            {'anyOf': [{'type': 'object'}, {'type': 'array'}]}             | ArrayOrObject
            {'anyOf': [{'type': 'string'}, {'type': 'string', 'format': 'uuid'}]} | String
            {'anyOf': [{'enum': ['a']}, {'type': 'string'}]}               | TPValue
            {'anyOf': [{}, {'type': 'string'}]}                            | JsonElement
            {'anyOf': [{'$ref': '#/components/schemas/T'}, {'type': 'string'}]} | TP
            """)
    void type_ofProperty(String schema, String expected) {
        ApiSpec spec = withSchemas("{'T': {'properties': {'p': " + schema
                + "}}, 'Alias': {'type': 'array', 'items': {'type': 'integer'}}}");

        assertThat(property(spec, 0).get("type").getAsString()).isEqualTo(expected);
    }

    private static JsonObject property(ApiSpec spec, int index) {
        return generated(spec, "T", "model")
                .getAsJsonArray("properties")
                .get(index)
                .getAsJsonObject();
    }

    @Test
    void property_whenOptionalAndNullable_tellsAbsentFromNull() {
        ApiSpec spec = withSchemas("{'T': {'properties': {'p': {'type': ['string', 'null']}}}}");

        assertThat(property(spec, 0).getAsJsonObject("presence"))
                .isEqualTo(TinyDocument.json("{'word': 'present0', 'mask': '0x1L'}"));
    }

    @Test
    void property_whenOptionalAndAnything_tellsAbsentFromNull() {
        ApiSpec spec = withSchemas("{'T': {'properties': {'p': {}}}}");

        assertThat(property(spec, 0).has("presence")).isTrue();
        assertThat(property(spec, 0).get("any").getAsBoolean()).isTrue();
    }

    @Test
    void property_whenRequiredAndNullable_isAlwaysWritten() {
        ApiSpec spec = withSchemas("{'T': {'properties': {'p': {'type': ['string', 'null']}}, 'required': ['p']}}");

        assertThat(property(spec, 0).get("writtenAlways").getAsBoolean()).isTrue();
        assertThat(property(spec, 0).get("nullable").getAsBoolean()).isTrue();
    }

    @Test
    void property_whenMoreThan64NeedABit_opensAnotherWord() {
        StringBuilder properties = new StringBuilder("'p0': {'type': ['string', 'null']}");
        for (int i = 1; i <= 64; i++) {
            properties.append(", 'p").append(i).append("': {'type': ['string', 'null']}");
        }
        ApiSpec spec = withSchemas("{'T': {'properties': {" + properties + "}}}");

        assertThat(generated(spec, "T", "model").getAsJsonArray("presentWords").toString())
                .isEqualTo("[\"present0\",\"present1\"]");
        assertThat(property(spec, 64).getAsJsonObject("presence"))
                .isEqualTo(TinyDocument.json("{'word': 'present1', 'mask': '0x1L'}"));
    }

    @Test
    void property_whenRequiredConstant_isPreset() {
        ApiSpec spec = withSchemas("{'T': {'properties': {'p': {'const': 'call'}}, 'required': ['p']}}");

        assertThat(property(spec, 0).get("constant").getAsString()).isEqualTo("\"call\"");
    }

    @Test
    void property_whenNamesFallTogether_numbersTheSecond() {
        ApiSpec spec = withSchemas("{'T': {'properties': {'a_b': {}, 'aB': {}, 'class': {}, 'default': {}}}}");

        assertThat(property(spec, 0).get("suffix").getAsString()).isEqualTo("AB");
        assertThat(property(spec, 1).get("suffix").getAsString()).isEqualTo("AB2");
        assertThat(property(spec, 2).get("suffix").getAsString()).isEqualTo("Class_");
        assertThat(property(spec, 3).get("field").getAsString()).isEqualTo("default_");
    }

    @Test
    void enum_constantsAreJavaNamesWithASentinelOfTheirOwn() {
        ApiSpec spec = withSchemas("{'E': {'type': 'string', 'enum': ['In Progress', 'in-progress', '2xx', 'fooBar',"
                + " '', 'unrecognized', 'a.b']}}");

        JsonObject data = generated(spec, "E", "enum");

        assertThat(data.getAsJsonArray("constants").asList())
                .extracting(
                        constant -> constant.getAsJsonObject().get("constant").getAsString())
                .containsExactly("IN_PROGRESS", "IN_PROGRESS_2", "_2XX", "FOO_BAR", "EMPTY", "UNRECOGNIZED", "A_B");
        assertThat(data.get("sentinel").getAsString()).isEqualTo("UNRECOGNIZED_2");
    }

    @Test
    void union_whenDiscriminated_isSealedWithItsCases() {
        ApiSpec spec = withSchemas("{'T': {'properties': {'p': {'oneOf': [{'$ref': '#/components/schemas/A'}, {'$ref':"
                + " '#/components/schemas/B'}], 'discriminator': {'propertyName': 'kind', 'mapping': {'a':"
                + " '#/components/schemas/A', 'b': '#/components/schemas/B'}}}}}, 'A': {'properties': {'kind': {}}},"
                + " 'B': {'properties': {'kind': {}}}}");

        JsonObject union = generated(spec, "TP", "union");

        assertThat(union.get("sealed").getAsBoolean()).isTrue();
        assertThat(union.getAsJsonObject("discriminator"))
                .isEqualTo(TinyDocument.json("{'property': 'kind', 'cases': [{'value': '\\u0022a\\u0022', 'type': 'A'},"
                        + " {'value': '\\u0022b\\u0022', 'type': 'B'}]}"));
        assertThat(generated(spec, "A", "model").get("implements").getAsString())
                .isEqualTo("TP");
    }

    @Test
    void union_whenEnumOrAnyText_isTheEnumWithAnOpenAdapter() {
        ApiSpec spec = withSchemas("{'T': {'properties': {'p': {'anyOf': [{'$ref': '#/components/schemas/E'}, {'type':"
                + " 'string'}]}}}, 'E': {'type': 'string', 'enum': ['a', 'b']}}");

        assertThat(property(spec, 0).get("type").getAsString()).isEqualTo("E");
        assertThat(property(spec, 0).get("adapter").getAsString()).isEqualTo("E.ADAPTER.open()");
    }

    @Test
    void union_whenMembersDifferInAConstant_isDiscriminatedByIt() {
        ApiSpec spec = withSchemas("{'T': {'properties': {'p': {'anyOf': [{'$ref': '#/components/schemas/A'}, {'$ref':"
                + " '#/components/schemas/B'}]}}}, 'A': {'properties': {'op': {'const': 'add'}}}, 'B': {'properties':"
                + " {'op': {'const': 'remove'}}}}");

        assertThat(generated(spec, "TP", "union")
                        .getAsJsonObject("discriminator")
                        .get("property")
                        .getAsString())
                .isEqualTo("op");
    }

    @Test
    void ref_whenTargetIsMissing_failsWithPointer() {
        ApiSpec spec = withSchemas("{'T': {'properties': {'p': {'$ref': '#/components/schemas/No'}}}}");

        assertThatThrownBy(() -> GeneratorInput.of(spec, ""))
                .isInstanceOf(SpecException.class)
                .hasMessage("/components/schemas/T/properties/p refers to #/components/schemas/No, which is not in the"
                        + " document.");
    }

    @Test
    void ref_whenAliasesGoInCircles_failsWithPointer() {
        ApiSpec spec = withSchemas("{'A': {'type': 'array', 'items': {'$ref': '#/components/schemas/A'}}}");

        assertThatThrownBy(() -> GeneratorInput.of(spec, ""))
                .isInstanceOf(SpecException.class)
                .hasMessage("/components/schemas/A refers to itself without an object in between; the generation rules"
                        + " know no Java type for that.");
    }

    @Test
    void rulesDigest_isPartOfWhatTheGeneratorSees() {
        ApiSpec spec = withSchemas("{}");

        assertThat(GeneratorInput.of(spec, "one")).isNotEqualTo(GeneratorInput.of(spec, "two"));
        assertThat(PrepareSpec.rulesDigest()).matches("[0-9a-f]{64}").isEqualTo(PrepareSpec.rulesDigest());
    }
}
