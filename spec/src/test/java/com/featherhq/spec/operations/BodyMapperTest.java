package com.featherhq.spec.operations;

import static com.featherhq.spec.TinyDocument.declarations;
import static com.featherhq.spec.TinyDocument.operation;
import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.TinyDocument;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.operations.ApiMethods.Method;
import com.featherhq.spec.operations.ApiMethods.Setter;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyMapperTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'application/json': {'schema': {'type': 'integer'}}                   | @Body Long body        |
            'application/merge-patch+json': {'schema': {'type': 'integer'}}       | @Body Long body        | "Content-Type: application/merge-patch+json"
            'a/x+json': {'schema': {'type': 'integer'}}, 'application/json': {'schema': {'type': 'string'}} | @Body String body |
            'application/x-www-form-urlencoded': {}, 'application/json': {'schema': {'type': 'string'}} | @Body String body |
            'text/plain': {'schema': {'type': 'string'}}                          | @Body String body      | "Content-Type: text/plain"
            'text/csv': {}                                                        | @Body RequestBody body |
            'multipart/form-data': {}, 'application/x-www-form-urlencoded': {}    | @Body XForm form       |
            """)
    void body_isOfTheTypeThatIsSent(String content, String declaration, String headers) {
        Method method = operation(withBody(content, "{}")).methods().get(0);

        assertThat(declarations(method)).containsExactly("@Path(\"id\") String id", declaration);
        assertThat(method.headers()).isEqualTo(headers);
    }

    @Test
    void form_whenItHasFilesAndTexts_takesBothByName() {
        ApiMethods.Named form = form("'multipart/form-data': {'schema': {'properties': {'audio': {'type': 'string',"
                + " 'contentMediaType': 'application/octet-stream'}, 'more': {'type': 'array', 'items': {'type':"
                + " 'string', 'format': 'binary'}}, 'note': {'type': 'string'}, 'settings': {'type': 'string',"
                + " 'contentMediaType': 'application/json'}, 'key': {'type': 'string', 'contentMediaType':"
                + " 'application/octet-stream', 'contentEncoding': 'base64'}}, 'required': ['audio']}}");

        assertThat(form.arguments()).isEqualTo("NAMES, true");
        assertThat(form.names())
                .containsExactly(
                        "requiredPart(\"audio\")",
                        "part(\"more\")",
                        "part(\"note\")",
                        "part(\"settings\")",
                        "part(\"key\")");
        assertThat(form.setters())
                .extracting(Setter::name, Setter::valueType)
                .containsExactly(
                        Tuple.tuple("audio", "com.featherhq.json.FilePart"),
                        Tuple.tuple("more", "@Nullable List<com.featherhq.json.FilePart>"),
                        Tuple.tuple("note", "@Nullable String"),
                        Tuple.tuple("settings", "@Nullable String"),
                        Tuple.tuple("key", "@Nullable String"));
    }

    @Test
    void form_whenAPartIsAFileOrText_hasAMethodForEach() {
        ApiMethods.Named form =
                form("'multipart/form-data': {'schema': {'properties': {'f': {'anyOf': [{'type': 'string',"
                        + " 'format': 'binary'}, {'type': 'string'}, {'type': 'null'}]}}}}");

        assertThat(form.setters())
                .extracting(Setter::valueType)
                .containsExactly("com.featherhq.json.@Nullable FilePart", "@Nullable String");
    }

    @Test
    void form_ofAUnion_hasTheFieldsOfAllAndRequiresWhatEachRequires() {
        ApiMethods.Named form = form("'application/x-www-form-urlencoded': {'schema': {'anyOf': [{'$ref':"
                + " '#/components/schemas/A'}, {'$ref': '#/components/schemas/B'}]}}");

        assertThat(form.arguments()).isEqualTo("NAMES, false");
        assertThat(form.names()).containsExactly("requiredField(\"id\")", "field(\"a\")", "field(\"b\")");
        assertThat(form.open()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'type': 'object', 'additionalProperties': {'type': 'string'}}
            {}
            {'properties': {'a': {'type': 'string'}}, 'additionalProperties': true}
            """)
    void form_whenFieldsAreNotAllNamed_takesOthers(String schema) {
        assertThat(form("'multipart/form-data': {'schema': " + schema + "}").open())
                .isTrue();
    }

    private static ApiMethods.Named form(String content) {
        return operation(withBody(
                        content,
                        "{'A': {'properties': {'id': {'type': 'string'}, 'a': {'type': 'string'}}, 'required': ['id',"
                                + " 'a']}, 'B': {'properties': {'id': {'type': 'string'}, 'b': {'type': 'string'}},"
                                + " 'required': ['b', 'id']}}"))
                .form();
    }

    private static ApiSpec withBody(String content, String schemas) {
        return TinyDocument.document(
                "{'/v1/things/{id}': {'post': {'operationId': 'x', 'requestBody': {'required': true, 'content': {"
                        + content + "}}, 'responses': {'204': {}}}}}",
                schemas);
    }
}
