package com.featherhq.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com, https://api.example.com/",
        "' https://API.example.com:443/feather ', https://api.example.com/feather/",
        "http://localhost:8000, http://localhost:8000/",
        "http://127.0.0.1:8000/a/, http://127.0.0.1:8000/a/",
        "http://127.1.2.3, http://127.1.2.3/",
        "http://[::1]:8000, http://[::1]:8000/",
    })
    void parse_whenAbsolute_endsWithSlash(String text, String url) {
        assertThat(BaseUrl.parse(text)).hasToString(url);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "v1/",
                "/v1",
                "//api.example.com",
                "api.example.com",
                "ftp://a.b",
                "fth_live_1",
                "https://"
            })
    void parse_whenNotAbsolute_saysSoWithoutPrintingIt(String text) {
        assertThatThrownBy(() -> BaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessage("The base URL isn't an absolute http or https URL, like"
                        + " https://api-sandbox.featherhq.com.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:secret@api.example.com", "https://secret@api.example.com/"})
    void parse_whenUserIsGiven_refusesUnprinted(String text) {
        assertThatThrownBy(() -> BaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The base URL https://api.example.com must not carry a user name or password;"
                        + " the API key is the only credential.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.example.com?key=secret", "https://api.example.com:8443#secret"})
    void parse_whenQueryOrFragmentIsGiven_refusesUnprinted(String text) {
        assertThatThrownBy(() -> BaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "The base URL https://api\\.example\\.com(:8443)? must have neither a query nor a fragment\\.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://10.0.0.1"
            })
    void parse_whenPlainHttpLeavesTheMachine_refuses(String text) {
        assertThatThrownBy(() -> BaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The base URL " + text
                        + " would send the API key in plain text; use https (http is for this machine only).");
    }

    @Test
    void parse_whenPlainHttpIsAllowed_accepts() {
        assertThat(BaseUrl.parse("http://10.0.0.1:8000", true)).hasToString("http://10.0.0.1:8000/");
    }

    @Test
    void origin_whenPrinted_hasPortUnlessDefault() {
        assertThat(Origin.of(BaseUrl.parse("https://[2001:db8::1]:8443/a"))).hasToString("https://[2001:db8::1]:8443");
        assertThat(Origin.of(BaseUrl.parse("https://api.example.com/a"))).hasToString("https://api.example.com");
    }
}
