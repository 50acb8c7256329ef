package com.featherhq.spec.operations;

import static com.featherhq.spec.TinyDocument.method;
import static com.featherhq.spec.TinyDocument.withOperation;
import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.TinyDocument;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.operations.ApiMethods.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseMapperTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'204': {}}                                                                | Void         | false |
            {'200': {}}                                                                | ResponseBody | true  |
            {'200': {'content': {'application/json': {}}}}                             | ResponseBody | true  | "Accept: application/json, */*;q=0.5"
            {'200': {'content': {'application/json': {'schema': {'title': 'T'}}}}}     | ResponseBody | true  | "Accept: application/json, */*;q=0.5"
            {'200': {'content': {'application/json': {'schema': {'type': 'null'}}}}}   | Void         | false | "Accept: application/json"
            {'200': {'content': {'application/json': {'schema': {}}, 'text/event-stream': {}}}} | ResponseBody | true | "Accept: text/event-stream, application/json;q=0.5"
            {'200': {'content': {'application/json': {'schema': {'type': 'string'}}}}, '202': {}} | ResponseBody | true | "Accept: application/json"
            {'200': {'content': {'audio/wav': {}}}}                                    | ResponseBody | true  | "Accept: audio/wav"
            {'200': {'content': {'text/plain': {'schema': {'type': 'string'}}}}}       | String       | false | "Accept: text/plain"
            {'200': {'content': {'text/plain': {}, 'text/csv': {}}}}                   | ResponseBody | true  | "Accept: text/plain, text/csv"
            {'200': {'content': {'application/json': {'schema': {'type': 'string'}}}}, '201': {'content': {'application/json': {'schema': {'type': 'integer'}}}}} | StringOrInteger | false | "Accept: application/json"
            {'default': {'content': {'application/json': {'schema': {'type': 'boolean'}}}}} | Boolean | false | "Accept: application/json"
            """)
    void method_returns(String responses, String type, boolean streaming, String accept) {
        Method method = method(withOperation("{'operationId': 'x', 'responses': " + responses + "}"));

        assertThat(method.returns()).isEqualTo(type);
        assertThat(method.streaming() != null).isEqualTo(streaming);
        assertThat(method.headers()).isEqualTo(accept);
    }

    @Test
    void method_whenStreamedButErrorsAreJson_acceptsBoth() {
        ApiSpec spec = withOperation("{'operationId': 'x', 'responses': {'200': {'content': {'text/event-stream': {}}},"
                + " '400': {'content': {'application/json': {'schema': {}}}}}}");

        assertThat(method(spec).headers()).isEqualTo("\"Accept: text/event-stream, application/json;q=0.5\"");
    }

    @Test
    void method_whenHead_hasNoBody() {
        ApiSpec spec = TinyDocument.document(
                "{'/v1/things/{id}': {'head': {'operationId': 'x', 'responses': {'200': {'content': {'application/json':"
                        + " {'schema': {'type': 'string'}}}}}}}}",
                "{}");

        assertThat(method(spec).returns()).isEqualTo("Void");
    }
}
