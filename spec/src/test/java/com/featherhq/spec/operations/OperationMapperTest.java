package com.featherhq.spec.operations;

import static com.featherhq.spec.TinyDocument.declarations;
import static com.featherhq.spec.TinyDocument.method;
import static com.featherhq.spec.TinyDocument.operation;
import static com.featherhq.spec.TinyDocument.withOperation;
import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.TinyDocument;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.document.GenerationWarning.Kind;
import com.featherhq.spec.operations.ApiMethods.Method;
import com.featherhq.spec.operations.ApiMethods.Setter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationMapperTest {

    private static final String ID =
            "{'name': 'id', 'in': 'path', 'required': true, 'schema': {'type': 'string', 'format': 'uuid'}}";

    @Test
    void methods_whenParametersAreOptional_areOneWithoutAndOneWithThemByName() {
        ApiMethods operation =
                operation(withParameters("{'name': 'limit', 'in': 'query', 'schema': {'type': 'integer'}},"
                        + " {'name': 'from', 'in': 'query', 'required': true, 'schema': {'type': 'string', 'format':"
                        + " 'date-time'}}, " + ID));

        assertThat(operation.methods())
                .extracting(Method::signature)
                .containsExactly(
                        "listThings(UUID id, OffsetDateTime from): Void",
                        "listThings(UUID id, OffsetDateTime from, ListThingsParams params): Void");
        assertThat(declarations(operation.methods().get(1)))
                .containsExactly(
                        "@Path(\"id\") UUID id",
                        "@Query(\"from\") OffsetDateTime from",
                        "@QueryMap ListThingsParams params");
        assertThat(operation.methods().get(0).http()).isEqualTo("GET(\"v1/things/{id}\")");
        assertThat(operation.params().names()).containsExactly("query(\"limit\")");
        assertThat(operation.params().setters())
                .extracting(Setter::name, Setter::wire, Setter::valueType)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("limit", "Query(\"limit\")", "@Nullable Long"));
    }

    @Test
    void methods_whenRequiredParametersHaveOneType_takeThemByNameOnly() {
        ApiMethods operation = operation(withParameters(
                ID + required("start", "string") + required("end", "string") + required("page", "integer")));

        assertThat(operation.methods())
                .extracting(Method::signature)
                .containsExactly("listThings(UUID id, Long page, ListThingsParams params): Void");
        assertThat(operation.params().names()).containsExactly("requiredQuery(\"start\")", "requiredQuery(\"end\")");
    }

    @Test
    void methods_whateverTheOrderInTheDocument_areTheSame() {
        String first = required("a", "string") + required("b", "integer") + required("c", "string");
        String second = required("c", "string") + required("b", "integer") + required("a", "string");

        assertThat(operation(withParameters(ID + first)).methods())
                .extracting(Method::signature)
                .isEqualTo(operation(withParameters(ID + second)).methods().stream()
                        .map(Method::signature)
                        .toList());
    }

    @Test
    void methods_whenAHeaderGoesByName_areADefaultOneAndTheOneThatItCalls() {
        ApiMethods operation = operation(withParameters(ID
                + ", {'name': 'x-client', 'in': 'header', 'schema': {'type': 'string'}}, {'name': 's', 'in': 'cookie',"
                + " 'required': true, 'schema': {'type': 'string'}}"));

        assertThat(operation.methods())
                .extracting(Method::signature)
                .containsExactly(
                        "listThings(UUID id, ListThingsParams params): Void",
                        "listThings(UUID id, ListThingsParams params, Map<String, String> headers): Void");
        assertThat(operation.methods())
                .extracting(Method::delegate)
                .containsExactly("listThings(id, params, params.headers())", null);
        assertThat(declarations(operation.methods().get(1)))
                .containsExactly(
                        "@Path(\"id\") UUID id",
                        "@QueryMap ListThingsParams params",
                        "@HeaderMap Map<String, String> headers");
        assertThat(operation.params().names()).containsExactly("header(\"x-client\")", "requiredCookie(\"s\")");
    }

    @Test
    void methods_whenBodyIsOptional_haveOverloadsWithoutIt() {
        ApiSpec spec = TinyDocument.document(
                "{'/v1/things/{id}': {'post': {'operationId': 'x', 'parameters': [{'name': 'q', 'in': 'query', 'schema':"
                        + " {'type': 'string'}}], 'requestBody': {'content': {'application/json': {'schema': {'type':"
                        + " 'object'}}}}, 'responses': {'204': {}}}}}",
                "{}");

        assertThat(operation(spec).methods())
                .extracting(Method::signature)
                .containsExactly(
                        "x(String id): Void",
                        "x(String id, Map<String, JsonElement> body): Void",
                        "x(String id, XParams params): Void",
                        "x(String id, Map<String, JsonElement> body, XParams params): Void");
    }

    @Test
    void parameter_whenTheServiceHasADefault_tellsIt() {
        ApiMethods operation =
                operation(withParameters("{'name': 'limit', 'in': 'query', 'description': 'Rows.', 'schema':"
                        + " {'type': 'integer', 'default': 50}}, {'name': 'all', 'in': 'query', 'schema': {'type': 'boolean',"
                        + " 'default': false}}, {'name': 'q', 'in': 'query', 'schema': {'type': 'string'}}"));

        assertThat(operation.params().setters())
                .extracting(Setter::doc)
                .containsExactly(
                        List.of("Rows.", "Default of the service: 50."),
                        List.of("Default of the service: false."),
                        List.of("Sets q."));
    }

    @Test
    void parameters_whenNamesFallTogether_areToldApartByWhereTheyGo() {
        ApiMethods operation = operation(withParameters(ID
                + ", {'name': 'a_b', 'in': 'query', 'schema': {}}, {'name': 'a-b', 'in': 'query', 'schema': {}},"
                + " {'name': 'a-b', 'in': 'header', 'schema': {}}, {'name': 'get', 'in': 'query', 'schema': {}}"));

        assertThat(operation.params().setters())
                .extracting(Setter::name)
                .containsExactly("aB2", "aB", "aBHeader", "get_");
    }

    @Test
    void parameter_whenTheSchemaHasLimits_tellsThemInEveryPlace() {
        ApiMethods operation =
                operation(withParameters("{'name': 'n', 'in': 'query', 'required': true, 'description': 'Rows',"
                        + " 'schema': {'type': 'integer', 'minimum': 1, 'maximum': 9}}, {'name': 'q', 'in': 'query', 'schema':"
                        + " {'anyOf': [{'type': 'string', 'pattern': '^a', 'maxLength': 3}, {'type': 'null'}]}}"));

        assertThat(operation.methods().get(0).arguments().get(1).doc()).isEqualTo("Rows At least 1. At most 9.");
        assertThat(operation.params().setters())
                .extracting(Setter::doc)
                .containsExactly(List.of("At most 3 characters. Pattern: ^a."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'type': 'object', 'additionalProperties': {'type': 'object'}}              | /additionalProperties is an object in an object, which no style sends as texts.
            {'$ref': '#/components/schemas/T'}                                          | /properties/a is an object in an object, which no style sends as texts.
            {'type': 'array', 'items': {'type': 'array', 'items': {'type': 'integer'}}} | /items is a list in a list, which no style sends as texts.
            {'type': 'array', 'items': {'type': 'object'}}                              | /items is an object in a list, which no style sends as texts.
            {'anyOf': [{'type': 'object'}, {'type': 'string'}]}                         | is an object or something else, which no style sends as texts.
            """)
    void parameter_whenItHasNoTexts_costsTheOperationOnlyIfRequired(String schema, String problem) {
        String pointer = "/paths/~1v1~1things~1{id}/get";
        String reason = pointer + "/parameters/0/schema" + (problem.startsWith("/") ? "" : " ") + problem;

        assertThat(TinyDocument.warnings(withQuery(schema, true)))
                .containsExactly(new GenerationWarning(Kind.NO_METHOD, pointer, reason));
        assertThat(TinyDocument.warnings(withQuery(schema, false)))
                .containsExactly(new GenerationWarning(Kind.NO_PARAMETER, pointer + "/parameters/0", reason));
    }

    private static ApiSpec withQuery(String schema, boolean required) {
        return withOperation(
                "{'operationId': 'x', 'parameters': [{'name': 'q', 'in': 'query', 'required': " + required
                        + ", 'schema': " + schema + "}], 'responses': {'204': {}}}",
                "{'T': {'properties': {'a': {'properties': {}}}}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'style': 'form', 'explode': false, 'schema': {'type': 'array', 'items': {}} | query("q").commas()
            'style': 'pipeDelimited', 'schema': {'type': 'array', 'items': {}}          | query("q").pipes()
            'style': 'spaceDelimited', 'schema': {'type': 'array', 'items': {}}         | query("q").spaces()
            'style': 'deepObject', 'schema': {'type': 'object'}                         | query("q").deepObject()
            'schema': {'type': 'object', 'additionalProperties': {'type': 'string'}}    | query("q").properties()
            'content': {'application/json': {'schema': {'type': 'object'}}}             | query("q").json()
            'explode': false, 'schema': {'type': 'string'}                              | query("q")
            """)
    void parameter_whenItHasAStyle_tellsItToTheBinding(String parameter, String name) {
        ApiMethods operation = operation(withParameters("{'name': 'q', 'in': 'query', " + parameter + "}"));

        assertThat(operation.params().names()).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'in': 'query', 'style': 'tabs', 'schema': {'type': 'array'}                   | is a list in style "tabs", explode false; the generation rules don't know that in a query.
            'in': 'query', 'style': 'form', 'explode': false, 'schema': {'type': 'object'} | is an object in style "form", explode false; the generation rules don't know that in a query.
            'in': 'header', 'schema': {'type': 'object'}                                  | is an object in style "simple", explode false; the generation rules don't know that in a header.
            'in': 'query', 'content': {'text/csv': {}}                                    | is text/csv in a query; the generation rules know JSON only, and not in a path.
            """)
    void parameter_whenStyleHasNoRule_isLeftOutAlone(String parameter, String problem) {
        ApiSpec spec = withParameters("{'name': 'q', " + parameter + "}");
        String pointer = "/paths/~1v1~1things~1{id}/get/parameters/0";

        assertThat(TinyDocument.warnings(spec))
                .extracting(GenerationWarning::toString)
                .containsExactly(pointer + " is left out: " + pointer + " " + problem);
        assertThat(operation(spec).methods())
                .extracting(Method::signature)
                .containsExactly("listThings(String id): Void");
    }

    @Test
    void body_ofAGet_isLeftOutIfItMayBe() {
        ApiSpec spec = withOperation("{'operationId': 'x', 'requestBody': {'content': {'application/json': {'schema':"
                + " {'type': 'object'}}}}, 'responses': {'204': {}}}");

        assertThat(operation(spec).methods()).extracting(Method::signature).containsExactly("x(String id): Void");
        assertThat(TinyDocument.warnings(spec))
                .extracting(GenerationWarning::toString)
                .containsExactly("/paths/~1v1~1things~1{id}/get/requestBody is left out: a GET request has no body.");
    }

    @Test
    void parameter_whenOnlyThePathNamesIt_isText() {
        assertThat(declarations(method(withOperation("{'operationId': 'x', 'responses': {'204': {}}}"))))
                .containsExactly("@Path(\"id\") String id");
    }

    private static String required(String name, String type) {
        return ", {'name': '" + name + "', 'in': 'query', 'required': true, 'schema': {'type': '" + type + "'}}";
    }

    private static ApiSpec withParameters(String parameters) {
        return withOperation(
                "{'operationId': 'list_things', 'parameters': [" + parameters + "], 'responses': {'204': {}}}");
    }
}
