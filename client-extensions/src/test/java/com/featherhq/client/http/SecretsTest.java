package com.featherhq.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretsTest {

    private static final Secrets SECRETS = new Secrets(() -> List.of("Ab12", "Ab1234", "x.y$z"));

    @ParameterizedTest
    @CsvSource({
        "key Ab1234 sent, key *** sent",
        "key Ab12 sent, key *** sent",
        "https://ab1234.evil.example/, https://***.evil.example/",
        "AB12 and x.y$z, *** and ***",
        "FTH_LIVE_abc, fth_***",
        "https://s.example/a?sig=1 later, https://s.example/a?*** later",
        "x://a y://b?c=1, x://a y://b?***",
        "a? x://b, a? x://b",
        "nothing here, nothing here",
    })
    void mask_whateverTheCase_replacesTheLongestKeyFirst(String text, String masked) {
        assertThat(SECRETS.mask(text)).isEqualTo(masked);
    }

    @Test
    void mask_whenMadeOfUrlsWithoutQuery_keepsThemAll() {
        String text = ":// ".repeat(100_000); // each used to search the whole rest: minutes

        assertThat(SECRETS.mask(text)).isEqualTo(text);
    }
}
