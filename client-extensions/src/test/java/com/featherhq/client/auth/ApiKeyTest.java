package com.featherhq.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiKeyTest {

    @Test
    void require_whenSpaceIsAround_trims() {
        assertThat(ApiKey.require(" \tfth_live_1\r\n", "x")).isEqualTo("fth_live_1");
    }

    @Test
    void require_whenNull_saysSo() {
        assertThatThrownBy(() -> ApiKey.require(null, "from the supplier"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The API key from the supplier is null.");
    }

    @Test
    void require_whenBlank_saysSo() {
        assertThatThrownBy(() -> ApiKey.require(" \n", "given to the builder"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The API key given to the builder is blank.");
    }

    @ParameterizedTest
    @CsvSource({
        "'fth_live_1\nX-Evil: 1', 11, 20",
        "'fth_live 1', 9, 10",
        "'fth_livé', 8, 8",
        "'\u007f_live', 1, 6",
        "'\uFEFFfth', 1, 4"
    })
    void require_whenCharacterCannotBeSent_saysWhereAndNotWhat(String key, int position, int length) {
        assertThatThrownBy(() -> ApiKey.require(key, "given to the builder"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessage(
                        "The API key given to the builder can't be sent: its character " + position + " of " + length
                                + " is a space, a control character or not ASCII. Check that only the key was copied.");
    }
}
