package com.featherhq.spec;

import static com.featherhq.spec.TinyDocument.method;
import static com.featherhq.spec.TinyDocument.withOperation;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResponseMapperTest {

    @Test
    void method_whenStreamedButErrorsAreJson_acceptsBoth() {
        ApiSpec spec = withOperation("{'operationId': 'x', 'responses': {'200': {'content': {'text/event-stream': {}}},"
                + " '400': {'content': {'application/json': {'schema': {}}}}}}");

        assertThat(method(spec).get("accept").getAsString())
                .isEqualTo("\"Accept: text/event-stream, application/json;q=0.5\"");
    }

    @Test
    void method_whenStreamedAndNothingIsJson_acceptsTheStreamOnly() {
        ApiSpec spec = withOperation("{'operationId': 'x', 'responses': {'200': {'content': {'audio/wav': {}}}}}");

        assertThat(method(spec).get("accept").getAsString()).isEqualTo("\"Accept: audio/wav\"");
    }
}
