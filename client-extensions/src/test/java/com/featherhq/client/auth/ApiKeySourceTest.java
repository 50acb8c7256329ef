package com.featherhq.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class ApiKeySourceTest {

    private static Supplier<String> each(String... keys) {
        Iterator<String> left = List.of(keys).iterator();
        return left::next;
    }

    @Test
    void fixed_whenAsked_givesTheTrimmedKey() throws Exception {
        assertThat(ApiKeySource.fixed(" k1 ").current()).isEqualTo("k1");
        assertThat(ApiKeySource.fixed("k1").afterRefusal()).isEqualTo("k1");
    }

    @Test
    void supplied_whenAsked_asksEachTime() throws Exception {
        ApiKeySource source = ApiKeySource.supplied(each("k1", "k2 ", "k3"));

        assertThat(source.current()).isEqualTo("k1");
        assertThat(source.current()).isEqualTo("k2");
        assertThat(source.afterRefusal()).isEqualTo("k3");
    }

    @Test
    void supplied_whenSupplierFails_namesTheFailureOnly() {
        IllegalStateException failure = new IllegalStateException("vault says: fth_live_1");

        assertThatThrownBy(() -> ApiKeySource.supplied(() -> {
                            throw failure;
                        })
                        .current())
                .isInstanceOf(CredentialException.class)
                .hasMessage("The supplier of the API key failed: java.lang.IllegalStateException")
                .hasCause(failure);
    }

    @Test
    void supplied_whenKeyIsInvalid_isRefusedUnprinted() {
        assertThatThrownBy(() -> ApiKeySource.supplied(() -> "a b").current())
                .isInstanceOf(CredentialException.class)
                .hasNoCause()
                .hasMessage("The API key from the supplier can't be sent: its character 2 of 3 is a space, a control"
                        + " character or not ASCII. Check that only the key was copied.");
    }

    @Test
    void toString_whenThereIsAKey_doesNotSayIt() {
        assertThat(ApiKeySource.fixed("k1")).hasToString("API key given as a value");
        assertThat(ApiKeySource.supplied(() -> "k1")).hasToString("API key from a supplier");
        assertThat(new SentKey("k1", 0)).hasToString("SentKey[***]");
    }

    @Test
    void recent_whenASupplierHasManyKeys_remembersThem() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        ApiKeySource source = ApiKeySource.supplied(() -> "tenant-" + asked.incrementAndGet());
        for (int i = 0; i < 1_100; i++) {
            source.current();
        }

        assertThat(source.recent())
                .hasSize(1_000)
                .contains("tenant-1100", "tenant-101")
                .doesNotContain("tenant-100");
    }

    @Test
    void fixed_whenTooLong_isRefused() {
        assertThatThrownBy(() -> ApiKeySource.fixed("k".repeat(1_025)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The API key given to the builder has 1025 characters; a key has at most 1024. Check that only the key"
                                + " was copied.");
    }
}
