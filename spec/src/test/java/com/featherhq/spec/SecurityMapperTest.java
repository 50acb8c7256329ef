package com.featherhq.spec;

import static com.featherhq.spec.TinyDocument.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecurityMapperTest {

    @Test
    void credential_whenApiKeyInHeader_isThatHeader() {
        assertThat(SecurityMapper.credential(spec("{'type': 'apiKey', 'in': 'header', 'name': 'x-key'}", "{}")))
                .isEqualTo(new SecurityMapper.Credential("x-key", ""));
    }

    @Test
    void credential_whenHttpBearer_isAuthorization() {
        assertThat(SecurityMapper.credential(spec("{'type': 'http', 'scheme': 'Bearer'}", "{}")))
                .isEqualTo(new SecurityMapper.Credential("Authorization", "Bearer "));
    }

    @Test
    void credential_whenKindIsNotSupported_failsWithItsName() {
        assertThatThrownBy(
                        () -> SecurityMapper.credential(spec("{'type': 'apiKey', 'in': 'cookie', 'name': 'c'}", "{}")))
                .isInstanceOf(SpecException.class)
                .hasMessage("/components/securitySchemes/Key is a security scheme of the kind \"apiKey cookie\";"
                        + " supported are apiKey in a header and http bearer.");
    }

    @Test
    void credential_whenOperationsWantDifferentOnes_fails() {
        ApiSpec spec = spec("{'type': 'http', 'scheme': 'bearer'}", "{'security': [{'Key': []}, {'Other': []}]}");

        assertThatThrownBy(() -> SecurityMapper.credential(spec))
                .isInstanceOf(SpecException.class)
                .hasMessage("/components/securitySchemes: the operations want different credentials (Key, Other); the"
                        + " generation rules know one for all.");
    }

    @Test
    void isOpen_whenOperationSaysSo_overridesTheDocument() {
        assertThat(isOpen("{'security': []}")).isTrue();
        assertThat(isOpen("{}")).isFalse();
    }

    private static boolean isOpen(String operation) {
        ApiSpec spec = spec("{'type': 'http', 'scheme': 'bearer'}", operation);
        boolean[] open = {false};
        spec.forEachOperation(found -> open[0] = SecurityMapper.isOpen(spec, found));
        return open[0];
    }

    private static ApiSpec spec(String scheme, String operation) {
        var withId = json(operation);
        withId.addProperty("operationId", "x");
        return ApiSpec.of(
                json("{'openapi': '3.1.0', 'info': {}, 'security': [{'Key': []}], 'paths': {'/a': {'get': " + withId
                        + "}}, 'components': {'securitySchemes': {'Key': " + scheme
                        + ", 'Other': {'type': 'apiKey', 'in': 'header', 'name': 'o'}}}}"),
                "tiny.json");
    }
}
