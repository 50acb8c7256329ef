package com.featherhq.spec.bump;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.wire.WireChange.Impact;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NextVersionTest {

    @ParameterizedTest
    @CsvSource({
        "0.1.0-SNAPSHOT, BREAKING, 0.2.0",
        "0.1.0-SNAPSHOT, ADDITION, 0.1.1",
        "0.1.3, PATCH, 0.1.4",
        "1.4.2, BREAKING, 2.0.0",
        "1.4.2-SNAPSHOT, ADDITION, 1.5.0",
        "1.4.2, PATCH, 1.4.3"
    })
    void after_whenImpactIsKnown_followsSemVer(String current, Impact impact, String next) {
        assertThat(NextVersion.after(current, impact)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({"1.9.0, 1.21.0, -1", "1.21.0, 1.21.0, 0", "1.21, 1.21.0, 0", "2.0, 1.99.99, 1"})
    void compareTo_whenNumbersDiffer_ordersByNumberNotByText(String left, String right, int sign) {
        assertThat(DocumentVersion.of(left, "a").compareTo(DocumentVersion.of(right, "b")))
                .isEqualTo(sign);
    }
}
