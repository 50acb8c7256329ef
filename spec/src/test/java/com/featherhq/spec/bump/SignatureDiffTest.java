package com.featherhq.spec.bump;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignatureDiffTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A.list(): X | A.list(): Y | `A.list`: returns `Y`, was `X`
            A.list(): X | A.list(@Nullable Long limit): X | `A.list`: new parameter `@Nullable Long limit`
            A.list(UUID id, Long limit): X | A.list(UUID id): X | `A.list`: no more parameter `Long limit`
            A.put(Map<String, JsonElement> body): X | A.put(B body, UUID id): X | `A.put`: new parameters `B body`, `UUID id`; no more parameter `Map<String, JsonElement> body`
            A.list(UUID a, UUID b): X | A.list(UUID b, UUID a): X | `A.list`: the parameters are in another order
            A.list(): X | A.list(): X | `A.list`: the same method; it differs on the wire
            """)
    void of_whenOneMethodIsLeft_saysWhatDiffers(String before, String after, String text) {
        assertThat(SignatureDiff.of(List.of(before), List.of(after))).isEqualTo(text);
    }

    @Test
    void of_whenAnOverloadCame_showsBoth() {
        assertThat(SignatureDiff.of(List.of("A.put(B body): X"), List.of("A.put(B body): X", "A.put(): X")))
                .isEqualTo("`A.put(B body): X` is now `A.put(B body): X`, `A.put(): X`");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/agents/{agent_id}, /v1/assistants/{id}, true",
        "/v1/agents/{agent_id}, /v1/assistants/{id}/policies, false",
        "/v1/agents/revisions, /v1/memory/sessions, false"
    })
    void isAlike_whenPathsDiffer_allowsOneSegment(String before, String after, boolean alike) {
        assertThat(Operations.isAlike(before, after)).isEqualTo(alike);
    }
}
