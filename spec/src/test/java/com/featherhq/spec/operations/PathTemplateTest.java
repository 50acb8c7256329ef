package com.featherhq.spec.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "/, .",
        "/v1/things/{id}, v1/things/{id}",
        "/items/, items/",
        "/{_id}, {p_id}",
        "/a/{b.c}/{b c}, a/{b_c}/{b_c_}",
        "/files/{path:path}, files/{path}",
        "/items:batch, items%3Abatch",
        "/v1/items/{id}:cancel, v1/items/{id}:cancel",
    })
    void text_isWhatRetrofitTakes(String path, String expected) {
        assertThat(PathTemplate.of(path).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/{id}     | @Path("id")
            /{id}/v1     | @com.featherhq.json.FullyEncoded @Path(value = "id", encoded = true)
            /a-{id}      | @com.featherhq.json.FullyEncoded @Path(value = "id", encoded = true)
            """)
    void annotation_whenAColonCouldMakeTheValueAUrl_letsItBeEncoded(String path, String expected) {
        assertThat(PathTemplate.of(path).annotation("id")).isEqualTo(expected);
    }
}
