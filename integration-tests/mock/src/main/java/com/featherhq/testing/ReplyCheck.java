package com.featherhq.testing;

import com.featherhq.testing.DocumentSchemas.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Refuses, when it is set up, an answer that the service could not give: a test that passes with it would show nothing. */
final class ReplyCheck {

    private final DocumentSchemas schemas;
    private final boolean lenient;

    ReplyCheck(DocumentSchemas schemas, boolean lenient) {
        this.schemas = schemas;
        this.lenient = lenient;
    }

    /** @throws IllegalArgumentException if the reply's body is no JSON, or not what the document says */
    void check(MockedOperation operation, Reply reply) {
        if (!reply.isChecked()) {
            return;
        }
        String body = new String(reply.body(), StandardCharsets.UTF_8);
        if (!DocumentSchemas.isJson(body)) {
            throw new IllegalArgumentException("The reply to " + operation.line() + " is not JSON.");
        }
        int status = reply.status() == 0 ? operation.success().status() : reply.status();
        String schema = operation.responseSchema(status);
        List<Problem> problems = schema == null || lenient ? List.of() : schemas.problems(schema, body);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The reply to " + operation.line()
                    + " is not what the document says for status " + status + ": " + problems
                    + ". Correct it, or start the mock with lenient().");
        }
    }
}
