package com.featherhq.spec.operations;

import static com.featherhq.spec.TinyDocument.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.spec.TinyDocument;
import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.operations.SecurityMapper.Credential;
import com.featherhq.spec.operations.SecurityMapper.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityMapperTest {

    private static final String SCHEMES = "{'Key': {'type': 'apiKey', 'in': 'header', 'name': 'x-key'}, 'Other':"
            + " {'type': 'apiKey', 'in': 'header', 'name': 'x-other'}, 'Bearer': {'type': 'http', 'scheme': 'bearer'},"
            + " 'OAuth': {'type': 'oauth2'}, 'Cookie': {'type': 'apiKey', 'in': 'cookie', 'name': 'session'}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'type': 'apiKey', 'in': 'header', 'name': 'x-key'} | HEADER | x-key         | ''
            {'type': 'apiKey', 'in': 'cookie', 'name': 'c'}     | COOKIE | c             | ''
            {'type': 'apiKey', 'in': 'query', 'name': 'q'}      | QUERY  | q             | ''
            {'type': 'http', 'scheme': 'Bearer'}                | HEADER | Authorization | 'Bearer '
            {'type': 'http', 'scheme': 'basic'}                 | HEADER | Authorization | 'Basic '
            {'type': 'http', 'scheme': 'digest'}                | HEADER | Authorization | 'Digest '
            {'type': 'oauth2', 'flows': {}}                     | HEADER | Authorization | 'Bearer '
            {'type': 'openIdConnect', 'openIdConnectUrl': '/x'} | HEADER | Authorization | 'Bearer '
            """)
    void credential_ofEachScheme(String scheme, Place place, String name, String prefix) {
        ApiSpec spec = spec("{'Key': " + scheme + "}", "[{'Key': []}]");

        assertThat(new SecurityMapper(spec).credential()).isEqualTo(new Credential(place, name, prefix));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{'Bearer': []}, {'Key': []}]        | x-key         | false
            [{'Cookie': []}, {'Bearer': []}]     | Authorization | false
            [{'OAuth': ['a', 'b'], 'Bearer': []}] | Authorization | false
            [{}, {'Key': []}]                    | x-key         | false
            []                                   | Authorization | true
            """)
    void isOpen_ofAlternatives_whicheverComesFirst(String alternatives, String name, boolean open) {
        SecurityMapper security = new SecurityMapper(spec(SCHEMES, alternatives));

        assertThat(security.credential().name()).isEqualTo(name);
        assertThat(security.isOpen(first(spec(SCHEMES, alternatives)))).isEqualTo(open);
    }

    @Test
    void credential_isTheOneThatMostOperationsTake() {
        ApiSpec spec =
                spec(SCHEMES, "[{'Key': []}]", "[{'Bearer': []}]", "[{'Bearer': []}, {'Key': []}]", "[{'OAuth': []}]");

        assertThat(new SecurityMapper(spec).credential().prefix()).isEqualTo("Bearer ");
    }

    @Test
    void isOpen_whenCredentialIsAnotherButOptional_isTrue() {
        ApiSpec spec = spec(SCHEMES, "[{}, {'Other': []}]", "[{'Key': []}]", "[{'Key': []}]");

        assertThat(new SecurityMapper(spec).isOpen(first(spec))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{'Other': []}]              | Other
            [{'Key': [], 'Other': []}]   | Key and Other
            [{'Missing': []}, {'Other': []}] | Missing or Other
            """)
    void isOpen_whenCredentialIsAnother_failsWithPointer(String alternatives, String words) {
        ApiSpec spec = spec(SCHEMES, alternatives, "[{'Key': []}]", "[{'Key': []}]");

        assertThatThrownBy(() -> new SecurityMapper(spec).isOpen(first(spec)))
                .isInstanceOf(SpecException.class)
                .hasMessage("/paths/~1p0/get/security wants " + words + "; the client has one credential for all"
                        + " operations, the header x-key.");
    }

    @Test
    void operation_whenItWantsASecondCredential_isLeftOutAlone() {
        ApiSpec spec = spec(SCHEMES, "[{'Key': [], 'Other': []}]", "[{'Key': []}]");

        assertThat(TinyDocument.warnings(spec))
                .extracting(GenerationWarning::pointer)
                .containsExactly("/paths/~1p0/get");
        assertThat(TinyDocument.input(spec).getAsJsonObject("paths").keySet()).containsExactly("/p1");
    }

    private static ApiOperation first(ApiSpec spec) {
        ApiOperation[] first = {null};
        spec.forEachOperation(operation -> first[0] = first[0] == null ? operation : first[0]);
        return first[0];
    }

    /** One operation for each text of alternatives. */
    private static ApiSpec spec(String schemes, String... alternatives) {
        StringBuilder paths = new StringBuilder();
        for (int i = 0; i < alternatives.length; i++) {
            paths.append(i == 0 ? "" : ", ")
                    .append("'/p" + i + "': {'get': {'operationId': 'o" + i + "', 'responses': {}, 'security': ")
                    .append(alternatives[i])
                    .append("}}");
        }
        return ApiSpec.of(
                json("{'openapi': '3.1.0', 'info': {}, 'paths': {" + paths + "}, 'components': {'securitySchemes': "
                        + schemes + "}}"),
                "tiny.json");
    }
}
