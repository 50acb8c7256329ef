package com.featherhq.client.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {

    @Test
    void defaults_always_areTheDocumentedNumbers() {
        assertThat(RetryPolicy.defaults())
                .hasToString("RetryPolicy[maxAttempts=3, baseDelay=PT0.5S, maxDelay=PT8S, attemptTimeout=PT30S, "
                        + "deadline=PT1M, assumeIdempotent=false]");
    }

    @Test
    void none_always_triesOnce() {
        assertThat(RetryPolicy.none().maxAttempts()).isEqualTo(1);
        assertThat(RetryPolicy.none().deadline()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void toBuilder_whenOneSettingChanges_keepsTheOthers() {
        RetryPolicy policy = RetryPolicy.builder()
                .maxAttempts(5)
                .baseDelay(Duration.ofMillis(1))
                .maxDelay(Duration.ofMillis(2))
                .attemptTimeout(Duration.ofMillis(3))
                .deadline(Duration.ofMillis(4))
                .build();

        assertThat(policy.toBuilder().assumeIdempotent(true).build())
                .hasToString("RetryPolicy[maxAttempts=5, baseDelay=PT0.001S, maxDelay=PT0.002S, "
                        + "attemptTimeout=PT0.003S, deadline=PT0.004S, assumeIdempotent=true]");
        assertThat(policy.assumeIdempotent()).isFalse();
    }

    @Test
    void build_whenValuesAreOutOfRange_saysWhichAndWhatIsAllowed() {
        assertThatThrownBy(() -> RetryPolicy.builder().maxAttempts(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxAttempts counts the first try, so at least 1, not 0");
        assertThatThrownBy(() ->
                        RetryPolicy.builder().baseDelay(Duration.ofSeconds(-1)).build())
                .hasMessage("baseDelay must be between zero and 365 days, but is PT-1S");
        assertThatThrownBy(() ->
                        RetryPolicy.builder().maxDelay(Duration.ofDays(366)).build())
                .hasMessage("maxDelay must be between zero and 365 days, but is PT8784H");
        assertThatThrownBy(() -> RetryPolicy.builder()
                        .attemptTimeout(Duration.ofNanos(-1))
                        .build())
                .hasMessage("attemptTimeout must be between zero and 365 days, but is PT-0.000000001S");
        assertThatThrownBy(() ->
                        RetryPolicy.builder().deadline(Duration.ofSeconds(-1)).build())
                .hasMessage("deadline must be between zero and 365 days, but is PT-1S");
        assertThatThrownBy(() -> RetryPolicy.builder().deadline(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("deadline");
    }

    @Test
    void callOptions_whenPartlySet_overrideOnlyThat() {
        RetryPolicy base = RetryPolicy.builder().maxAttempts(7).build();
        CallOptions options = CallOptions.builder()
                .deadline(Duration.ofSeconds(5))
                .assumeIdempotent(true)
                .build();

        assertThat(options.applyTo(base))
                .hasToString("RetryPolicy[maxAttempts=7, baseDelay=PT0.5S, maxDelay=PT8S, attemptTimeout=PT30S, "
                        + "deadline=PT5S, assumeIdempotent=true]");
        assertThat(CallOptions.builder().retryPolicy(RetryPolicy.none()).build().applyTo(base))
                .isSameAs(RetryPolicy.none());
        assertThat(CallOptions.builder().build().applyTo(base)).isSameAs(base);
    }

    @Test
    void callOptions_whenDeadlineIsNegative_saysSo() {
        assertThatThrownBy(() ->
                        CallOptions.builder().deadline(Duration.ofSeconds(-1)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deadline must be between zero and 365 days, but is PT-1S");
    }
}
