package com.featherhq.spec;

import static com.featherhq.spec.TinyDocument.generated;
import static com.featherhq.spec.TinyDocument.withSchemas;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.json.JsonFields;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
                .isEqualTo(TinyDocument.json("{'word': '$present0', 'mask': '0x1L'}"));
    }

    @Test
    void property_whenOptionalAndAnything_tellsAbsentFromNull() {
        ApiSpec spec = withSchemas("{'T': {'properties': {'p': {}}}}");

        assertThat(property(spec, 0).has("presence")).isTrue();
        assertThat(property(spec, 0).get("any").getAsBoolean()).isTrue();
    }

    @Test
    void property_whenRequiredAndNullable_tellsNullFromNothing() {
        ApiSpec spec = withSchemas("{'T': {'properties': {'p': {'type': ['string', 'null']}}, 'required': ['p']}}");

        assertThat(property(spec, 0).has("presence")).isTrue();
        assertThat(property(spec, 0).get("checked").getAsBoolean()).isTrue();
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
                .isEqualTo("[\"$present0\",\"$present1\"]");
        assertThat(property(spec, 64).getAsJsonObject("presence"))
                .isEqualTo(TinyDocument.json("{'word': '$present1', 'mask': '0x1L'}"));
    }

    @Test
    void property_whenRequiredConstant_isPreset() {
        ApiSpec spec = withSchemas("{'T': {'properties': {'p': {'const': 'call'}}, 'required': ['p']}}");

        assertThat(property(spec, 0).get("constant").getAsString()).isEqualTo("\"call\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'const': 'a', 'default': 'a'}                 |       | "a"
            {'const': 'a'}                                 |       |
            {'const': 'a'}                                 | 'p'   | "a"
            {'enum': [1], 'const': 1}                      | 'p'   | 1L
            {'type': 'integer', 'const': 1, 'default': 1}  |       | 1L
            {'enum': [true]}                               | 'p'   | true
            {'enum': [1.5]}                                | 'p'   | new BigDecimal("1.5")
            {'$ref': '#/components/schemas/E', 'const': 'x', 'default': 'x'} | | E.of("x")
            {'$ref': '#/components/schemas/One'}           | 'p'   | One.of("only")
            {'anyOf': [{'const': 'a'}, {'type': 'null'}]}  | 'p'   |
            """)
    void property_whenThereIsOneValue_isPresetIfItIsSentAnyway(String schema, String required, String constant) {
        ApiSpec spec = withSchemas("{'T': {'properties': {'p': " + schema + "}, 'required': ["
                + (required == null ? "" : required) + "]}, 'E': {'enum': ['x', 'y']}, 'One': {'type': 'string',"
                + " 'const': 'only'}}");

        assertThat(JsonFields.stringOrNull(property(spec, 0), "constant")).isEqualTo(constant);
    }

    @Test
    void property_whenNamesFallTogether_hasANameThatFollowsFromItsOwn() {
        ApiSpec spec = withSchemas("{'T': {'properties': {'a.b': {}, 'a-b': {}, 'class': {}, 'default': {}, '_id': {},"
                + " 'id': {}, 'set_x': {}, 'x': {}}}}");
        ApiSpec turned = withSchemas("{'T': {'properties': {'x': {}, 'set_x': {}, 'id': {}, '_id': {}, 'default': {},"
                + " 'class': {}, 'a-b': {}, 'a.b': {}}}}");

        assertThat(members(spec, "suffix"))
                .isEqualTo(Map.of(
                        "a.b", "ADotB", "a-b", "AMinusB", "class", "Class_", "default", "Default", "_id", "_Id", "id",
                        "Id", "set_x", "SetX", "x", "X"))
                .isEqualTo(members(turned, "suffix"));
        assertThat(members(spec, "field"))
                .containsEntry("default", "default_")
                .containsEntry("_id", "_id")
                .isEqualTo(members(turned, "field"));
        assertThat(members(spec, "fluent")).containsEntry("set_x", "setX_");
    }

    private static Map<String, String> members(ApiSpec spec, String key) {
        Map<String, String> members = new HashMap<>();
        generated(spec, "T", "model")
                .getAsJsonArray("properties")
                .forEach(element -> members.put(
                        element.getAsJsonObject().get("json").getAsString(),
                        element.getAsJsonObject().get(key).getAsString()));
        return members;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'created', '-created'                  | CREATED, MINUS_CREATED
            'In Progress', 'in-progress', 'open'   | IN_SPACE_PROGRESS, IN_MINUS_PROGRESS, OPEN
            '==', '!=', '<', '<=', '>', '>='       | EQUAL_EQUAL, NOT_EQUAL, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL
            '2xx', 'fooBar', '', 'a.b', 'a/b c'    | _2XX, FOO_BAR, EMPTY, A_B, A_B_C
            'unrecognized', 'adapter'              | UNRECOGNIZED_VALUE, ADAPTER_VALUE
            'größe', '名前', 'C#', 'C++', 'R&D'      | GRÖSSE, 名前, C_HASH, C_PLUS_PLUS, R_AND_D
            'foo, bar', '100%', '+1', '-1', '★'    | FOO_COMMA_BAR, _100_PERCENT, PLUS_1, MINUS_1, BLACK_STAR
            """)
    void enum_constantFollowsFromItsValue(String values, String constants) {
        List<String> expected = List.of(constants.split(", "));
        List<String> reversed = new ArrayList<>(List.of(values.split(", (?=')")));
        Collections.reverse(reversed);

        assertThat(constants(values)).isEqualTo(expected);
        assertThat(constants(String.join(", ", reversed))).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> constants(String values) {
        ApiSpec spec = withSchemas("{'E': {'type': 'string', 'enum': [" + values + "]}}");
        return generated(spec, "E", "enum").getAsJsonArray("constants").asList().stream()
                .map(constant -> constant.getAsJsonObject().get("constant").getAsString())
                .toList();
    }

    @Test
    void enum_whenValuesDifferInCaseOnly_noneGetsTheName() {
        assertThat(constants("'asc', 'ASC'"))
                .allMatch(name -> name.matches("ASC_[0-9a-f]{6}"))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(constants("'ASC', 'asc'"));
    }

    @Test
    void enum_whenValuesAreThousands_hasNoConstants() {
        String values = IntStream.range(0, 4_000).mapToObj(i -> "'v" + i + "'").collect(Collectors.joining(", "));
        ApiSpec spec = withSchemas("{'E': {'type': 'string', 'enum': [" + values + "]}}");

        JsonObject data = generated(spec, "E", "enum");

        assertThat(data.get("large").getAsBoolean()).isTrue();
        assertThat(data.getAsJsonArray("constants")).isEmpty();
        assertThat(data.getAsJsonArray("literals").asList().stream()
                        .flatMap(literal -> Stream.of(literal.getAsString().split("u0000|\""))))
                .hasSizeGreaterThan(4_000);
    }

    @Test
    void type_whenNamesFallTogether_theSchemaOfThatNameKeepsIt() {
        ApiSpec spec = withSchemas("{'Page_User_': {'properties': {}}, 'PageUser': {'properties': {}}, 'Item-Input':"
                + " {'properties': {}}, 'ItemInput': {'properties': {}}, 'APIKey': {'properties': {}}, 'ApiKey':"
                + " {'properties': {}}, 'Adapter': {'properties': {}}, '名前': {'properties': {}}}");

        assertThat(types(spec))
                .containsEntry("Page_User_", "Page_User_")
                .containsEntry("PageUser", "PageUser")
                .containsEntry("Item-Input", "Item_Input")
                .containsEntry("ItemInput", "ItemInput")
                .containsEntry("Adapter", "AdapterModel")
                .containsEntry("名前", "U540dU524d");
        assertThat(types(spec).get("APIKey")).matches("APIKey_[0-9a-f]{6}");
        assertThat(types(spec).values().stream().map(String::toLowerCase)).doesNotHaveDuplicates();
    }

    /** pydantic numbers classes of one name by what else is in the document. */
    @Test
    void type_whenTheNameIsNumbered_followsFromWhatItRefersTo() {
        String page = "{'properties': {'items': {'type': 'array', 'items': {'$ref': '#/components/schemas/%s'}}}}";
        String rows = "'a__talk__schemas__Row': {'properties': {}}, 'a__mail__schemas__Row': {'properties': {}}";
        String talk = page.formatted("a__talk__schemas__Row");
        String mail = page.formatted("a__mail__schemas__Row");

        Map<String, String> one = types(withSchemas("{" + rows + ", 'a__shared__page__Page_Row___1': " + talk
                + ", 'a__shared__page__Page_Row___2': " + mail + "}"));
        Map<String, String> other = types(withSchemas("{" + rows + ", 'a__shared__page__Page_Row___1': " + mail
                + ", 'a__shared__page__Page_Row___2': " + talk + "}"));

        assertThat(one)
                .containsEntry("a__shared__page__Page_Row___1", "SharedPageTalkRow")
                .containsEntry("a__shared__page__Page_Row___2", "SharedPageMailRow");
        assertThat(other)
                .containsEntry("a__shared__page__Page_Row___1", "SharedPageMailRow")
                .containsEntry("a__shared__page__Page_Row___2", "SharedPageTalkRow");
    }

    private static Map<String, String> types(ApiSpec spec) {
        JavaSurface surface = JavaSurface.of(spec);
        Map<String, String> types = new HashMap<>();
        surface.schemas().forEach(schema -> types.put(schema, surface.typeOf(schema)));
        return types;
    }

    @Test
    void union_whenNamed_isOneTypeWhereverItStands() {
        ApiSpec spec = withSchemas("{'U': {'anyOf': [{'$ref': '#/components/schemas/A'}, {'type': 'string'}]}, 'A':"
                + " {'properties': {'u': {'$ref': '#/components/schemas/U'}}}, 'T': {'properties': {'p': {'$ref':"
                + " '#/components/schemas/U'}, 'q': {'type': 'array', 'items': {'$ref': '#/components/schemas/U'}}}}}");

        assertThat(property(spec, 0).get("type").getAsString()).isEqualTo("U");
        assertThat(property(spec, 1).get("type").getAsString()).isEqualTo("List<U>");
        assertThat(types(spec)).containsEntry("U", "U");
        assertThat(JavaSurface.of(spec).properties().get("A")).containsValue("A.getU(): @Nullable U");
    }

    @Test
    void enum_whenTheDocumentNamesItsValuesOnce_isThatOne() {
        ApiSpec spec =
                withSchemas("{'E': {'type': 'string', 'enum': ['a', 'b']}, 'T': {'properties': {'p': {'enum': ['b',"
                        + " 'a']}, 'q': {'enum': ['a']}}}, 'F': {'type': 'string', 'enum': ['c', 'd']}, 'G': {'type': 'string',"
                        + " 'enum': ['c', 'd']}, 'S': {'properties': {'p': {'enum': ['c', 'd']}}}}");

        assertThat(property(spec, 0).get("type").getAsString()).isEqualTo("E");
        assertThat(property(spec, 1).get("type").getAsString()).isEqualTo("TQ");
        assertThat(JavaSurface.of(spec).properties().get("S")).containsValue("S.getP(): @Nullable SP");
    }

    @Test
    void model_whenInThreeUnions_inheritsEachMethodFromOne() {
        String union = "{'anyOf': [{'$ref': '#/components/schemas/A'}, {'$ref': '#/components/schemas/B'}]}";
        ApiSpec spec = withSchemas("{'U': " + union + ", 'V': " + union + ", 'W': " + union
                + ", 'A': {'properties': {}}, 'B': {'properties': {}}}");

        assertThat(generated(spec, "A", "model").get("implemented").getAsString())
                .isEqualTo("U, V, W");
        assertThat(generated(spec, "A", "model").getAsJsonArray("inheritedTwice"))
                .isEqualTo(JsonParser.parseString(
                        "[{'union': 'U', 'label': 'A', 'type': 'A'}, {'union': 'U', 'label':" + " 'B', 'type': 'B'}]"));
    }

    @Test
    void property_docCarriesLimitsAndDefault() {
        ApiSpec spec = withSchemas(
                "{'T': {'properties': {'p': {'type': 'integer', 'description': 'How many.', 'minimum':"
                        + " 1, 'maximum': 200, 'default': 50}, 'q': {'type': 'string', 'maxLength': 5, 'pattern': '^a*/'}}}}");

        assertThat(property(spec, 0).getAsJsonArray("doc"))
                .hasToString("[\"How many.\",\"At least 1. At most 200. Default of the service: 50.\"]");
        assertThat(property(spec, 1).getAsJsonArray("doc").toString())
                .contains("At most 5 characters. Pattern: ^a*&#47;.")
                .contains("The property \\\"q\\\".");
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
                .isEqualTo(TinyDocument.json("{'property': '\\u0022kind\\u0022', 'cases': [{'value': '\\u0022a\\u0022',"
                        + " 'member': '0'}, {'value': '\\u0022b\\u0022', 'member': '1'}], 'otherwise': 'NONE'}"));
        assertThat(generated(spec, "A", "model").get("implemented").getAsString())
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
                .isEqualTo("\"op\"");
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
    void ref_whenAliasesGoInCircles_endsInAnyValue() {
        ApiSpec spec = withSchemas("{'A': {'type': 'array', 'items': {'$ref': '#/components/schemas/A'}}, 'T':"
                + " {'properties': {'p': {'$ref': '#/components/schemas/A'}}}}");

        assertThat(property(spec, 0).get("type").getAsString()).isEqualTo("List<JsonElement>");
    }

    @Test
    void rulesDigest_isPartOfWhatTheGeneratorSees() {
        ApiSpec spec = withSchemas("{}");

        assertThat(GeneratorInput.of(spec, "one")).isNotEqualTo(GeneratorInput.of(spec, "two"));
        assertThat(PrepareSpec.rulesDigest()).matches("[0-9a-f]{64}").isEqualTo(PrepareSpec.rulesDigest());
    }
}
