package com.featherhq.spec;

import static com.featherhq.spec.TinyDocument.method;
import static com.featherhq.spec.TinyDocument.withOperation;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperationMapperTest {

    @Test
    void parameter_whenTheServiceHasADefault_tellsIt() {
        ApiSpec spec = withOperation("{'operationId': 'x', 'parameters': [{'name': 'limit', 'in': 'query',"
                + " 'description': 'Rows.', 'schema': {'type': 'integer', 'default': 50}}, {'name': 'all', 'in': 'query',"
                + " 'schema': {'type': 'boolean', 'default': false}}, {'name': 'q', 'in': 'query', 'schema': {'type':"
                + " 'string'}}], 'responses': {'204': {}}}");

        assertThat(parameters(spec, "doc"))
                .containsExactly("Rows; by default 50", "optional; by default false", "optional; null leaves it out");
    }

    @Test
    void parameter_whenNamesFallTogether_numbersTheSecond() {
        ApiSpec spec = withOperation("{'operationId': 'x', 'parameters': [{'name': 'id', 'in': 'query', 'schema': {}},"
                + " {'name': 'id', 'in': 'path', 'required': true, 'schema': {}}], 'responses': {'204': {}}}");

        assertThat(parameters(spec, "declaration"))
                .containsExactly("@Path(\"id\") JsonElement id", "@Query(\"id\") @Nullable JsonElement id2");
    }

    private static Iterable<String> parameters(ApiSpec spec, String what) {
        return method(spec).getAsJsonArray("parameters").asList().stream()
                .map(parameter -> parameter.getAsJsonObject().get(what).getAsString())
                .toList();
    }
}
