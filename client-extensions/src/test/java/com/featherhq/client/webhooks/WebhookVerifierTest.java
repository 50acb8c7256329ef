package com.featherhq.client.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.client.webhooks.WebhookVerificationException.Reason;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector is the one that the scheme's public libraries are tested with. */
final class WebhookVerifierTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER_SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long SIGNED_AT = 1614265330;
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final byte[] BODY = bytes("{\"test\": 2432232314}");

    private final WebhookVerifier verifier = verifierAt(SIGNED_AT, SECRET);

    @ParameterizedTest
    @ValueSource(strings = {"webhook-", "svix-", "Webhook-", "SVIX-"})
    void verify_whenSignedByTheSchemesVector_returnsTheWebhook(String family) {
        Webhook webhook = verifier.verify(headers(family, ID, "" + SIGNED_AT, SIGNATURE)::get, BODY);

        assertThat(webhook.id()).isEqualTo(ID);
        assertThat(webhook.timestamp()).isEqualTo(Instant.ofEpochSecond(SIGNED_AT));
        assertThat(webhook.body()).isEqualTo(BODY);
        assertThat(webhook.json().getAsJsonObject().get("test").getAsLong()).isEqualTo(2432232314L);
        assertThat(webhook).hasToString("webhook " + ID + " of 2021-02-25T15:02:10Z, 20 bytes");
    }

    @Test
    void verify_whenOneOfSeveralSignaturesFits_returnsTheWebhook() {
        String signatures = "v1a,b2xk v1,%%% v1,b2xk " + SIGNATURE + " v2,b2xk";

        assertThat(verifier.verify(headers("webhook-", ID, "" + SIGNED_AT, signatures)::get, BODY)
                        .id())
                .isEqualTo(ID);
    }

    @Test
    void verify_whileSecretsAreRotated_acceptsEither() {
        WebhookVerifier rotating = verifierAt(SIGNED_AT, OTHER_SECRET, SECRET);

        assertThat(rotating.verify(headers("webhook-", ID, "" + SIGNED_AT, SIGNATURE)::get, BODY)
                        .id())
                .isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1,", "v1", "v1,b2xk", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "%%%"})
    void verify_whenNoSignatureFits_refuses(String signature) {
        assertRefused(
                signature.isEmpty() ? Reason.MISSING_HEADER : Reason.NO_MATCHING_SIGNATURE,
                headers("webhook-", ID, "" + SIGNED_AT, signature),
                BODY);
    }

    @Test
    void verify_whenAnyByteIsChanged_refuses() {
        for (int i = 0; i < BODY.length; i++) {
            byte[] changed = BODY.clone();
            changed[i] ^= 1;
            assertRefused(Reason.NO_MATCHING_SIGNATURE, headers("webhook-", ID, "" + SIGNED_AT, SIGNATURE), changed);
        }
        assertRefused(Reason.NO_MATCHING_SIGNATURE, headers("webhook-", ID + "x", "" + SIGNED_AT, SIGNATURE), BODY);
        assertRefused(Reason.NO_MATCHING_SIGNATURE, headers("webhook-", ID, "" + (SIGNED_AT - 1), SIGNATURE), BODY);
    }

    @Test
    void verify_whenTheSecretIsAnother_refusesWithASentence() {
        WebhookVerifier other = verifierAt(SIGNED_AT, OTHER_SECRET);

        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> other.verify(headers("webhook-", ID, "" + SIGNED_AT, SIGNATURE)::get, BODY))
                .withMessage(
                        "No signature of the webhook fits: check the endpoint's secret, and that the body is passed on byte"
                                + " for byte.");
    }

    @ParameterizedTest
    @CsvSource({"300, ", "301, TOO_OLD", "-300, ", "-301, TOO_NEW"})
    void verify_whenTheClockIsOff_allowsFiveMinutes(long seconds, Reason reason) {
        WebhookVerifier later = verifierAt(SIGNED_AT + seconds, SECRET);
        Map<String, String> headers = headers("webhook-", ID, "" + SIGNED_AT, SIGNATURE);

        if (reason == null) {
            assertThat(later.verify(headers::get, BODY).id()).isEqualTo(ID);
        } else {
            assertThatExceptionOfType(WebhookVerificationException.class)
                    .isThrownBy(() -> later.verify(headers::get, BODY))
                    .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason))
                    .withMessageContaining("301 s")
                    .withMessageEndingWith("the tolerance is 300 s.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "-1", "1614265330.5", " 1614265330", "999999999999", "١٦١٤"})
    void verify_whenTheTimestampIsNoNumber_refuses(String timestamp) {
        assertRefused(Reason.INVALID_TIMESTAMP, headers("webhook-", ID, timestamp, SIGNATURE), BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "timestamp", "signature"})
    void verify_whenAHeaderIsAbsent_namesIt(String name) {
        Map<String, String> headers = headers("webhook-", ID, "" + SIGNED_AT, SIGNATURE);
        headers.remove("webhook-" + name);
        String asked = name;

        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> verifier.verify(headers::get, BODY))
                .withMessage("The request has no header webhook-" + asked + " or svix-" + asked
                        + "; it is not a signed webhook.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_c2hvcnQ=", "whsec_%%%", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void of_whenTheSecretIsNone_refusesWithoutShowingIt(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookVerifier.of(secret))
                .withMessage("The webhook secret is not \"whsec_\" and Base64 of at least 16 bytes; copy it from the"
                        + " endpoint's settings.");
    }

    @Test
    void of_whenThereIsNoSecret_refuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(WebhookVerifier::of)
                .withMessage("A webhook verifier needs the endpoint's secret, whsec_….");
    }

    @Test
    void tolerance_whenNotPositive_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookVerifier.builder().tolerance(Duration.ZERO))
                .withMessage("The tolerance must be positive; it is PT0S.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"customer\": Jane}}", "1 2", "[1,]x", "\u00ff"})
    void json_whenTheBodyIsNone_throwsWithoutQuotingIt(String body) {
        byte[] raw = body.getBytes(StandardCharsets.ISO_8859_1);
        Webhook webhook = new Webhook(ID, Instant.EPOCH, raw);

        assertThatThrownBy(webhook::json)
                .isInstanceOf(JsonParseException.class)
                .hasMessageMatching("The webhook's body (is not JSON|is not UTF-8|has more than one JSON value)\\.")
                .hasNoCause();
    }

    @Test
    void toString_ofTheVerifier_showsNoSecret() {
        assertThat(verifier).hasToString("WebhookVerifier(1 secrets, tolerance PT5M)");
    }

    private void assertRefused(Reason reason, Map<String, String> headers, byte[] body) {
        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> verifier.verify(headers::get, body))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static WebhookVerifier verifierAt(long now, String... secrets) {
        WebhookVerifier.Builder builder =
                WebhookVerifier.builder().clock(Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC));
        for (String secret : secrets) {
            builder.secret(secret);
        }
        return builder.build();
    }

    private static Map<String, String> headers(String family, String id, String timestamp, String signature) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put(family + "id", id);
        headers.put(family + "timestamp", timestamp);
        headers.put(family + "signature", signature);
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
