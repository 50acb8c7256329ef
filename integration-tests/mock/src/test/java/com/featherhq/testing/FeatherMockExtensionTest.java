package com.featherhq.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FeatherMockExtension.class)
final class FeatherMockExtensionTest {

    private static final Set<FeatherMock> SEEN = new HashSet<>();

    @RepeatedTest(2)
    void parameter_whenAsked_isOneMockForTheClassFreshForEachTest(FeatherMock mock) {
        SEEN.add(mock);

        assertThat(SEEN).hasSize(1);
        assertThat(mock.requests()).isEmpty();
        assertThat(mock.baseUrl()).startsWith("http://127.0.0.1:");
    }
}
