package com.featherhq.client.webhooks;

import com.featherhq.client.webhooks.WebhookVerificationException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that a webhook request comes from the service and is recent, by the Standard Webhooks scheme that Svix sends: HMAC-SHA256 over
 * {@code id.timestamp.body}. Immutable; safe for use by several threads.
 *
 * <pre>{@code
 * WebhookVerifier verifier = WebhookVerifier.of(System.getenv("FEATHER_WEBHOOK_SECRET"));
 *
 * Webhook webhook = verifier.verify(request::getHeader, body); // the bytes as they came, before any JSON parser
 * JsonElement event = webhook.json();
 * }</pre>
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
public final class WebhookVerifier {

    private static final String SECRET_PREFIX = "whsec_";
    private static final String SIGNATURE_VERSION = "v1,";
    private static final int SHORTEST_SECRET = 16;

    private final List<SecretKeySpec> keys;
    private final Duration tolerance;
    private final Clock clock;

    private WebhookVerifier(Builder builder) {
        keys = List.copyOf(builder.keys);
        tolerance = builder.tolerance;
        clock = builder.clock;
    }

    /**
     * Returns a verifier with a tolerance of five minutes.
     *
     * @param secrets the endpoint's secrets, {@code whsec_…}: one, or the old and the new one while they are rotated
     * @throws IllegalArgumentException if there is none, or one is not {@code whsec_} and Base64 of at least 16 bytes
     */
    public static WebhookVerifier of(String... secrets) {
        Builder builder = builder();
        for (String secret : secrets) {
            builder.secret(secret);
        }
        return builder.build();
    }

    /** Returns a builder without secrets and with a tolerance of five minutes. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the verified webhook. The headers are {@code webhook-id}, {@code webhook-timestamp} and {@code webhook-signature}, or the same
     * with {@code svix-}.
     *
     * @param header the request's first value of a header, looked up in any case, or null: {@code request::getHeader} of a servlet,
     *     {@code headers::getFirst} of Spring
     * @param body the request's body, byte for byte as it came; one that went through a JSON parser no longer fits the signature
     * @throws WebhookVerificationException if the request must not be trusted
     */
    public Webhook verify(Function<String, @Nullable String> header, byte[] body) {
        String family = header.apply("webhook-id") != null ? "webhook-" : "svix-";
        String id = required(header, family, "id");
        String seconds = required(header, family, "timestamp");
        String signatures = required(header, family, "signature");
        Instant timestamp = timestamp(seconds);
        checkAge(timestamp);
        checkSignature(signatures, (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8), body);
        return new Webhook(id, timestamp, body);
    }

    private static String required(Function<String, @Nullable String> header, String family, String name) {
        String value = header.apply(family + name);
        if (value == null || value.isEmpty()) {
            throw new WebhookVerificationException(
                    Reason.MISSING_HEADER,
                    "The request has no header webhook-" + name + " or svix-" + name + "; it is not a signed webhook.");
        }
        return value;
    }

    /** Eleven digits last until the year 5138. */
    private static Instant timestamp(String seconds) {
        if (!seconds.matches("[0-9]{1,11}")) {
            throw new WebhookVerificationException(
                    Reason.INVALID_TIMESTAMP, "The webhook's timestamp is not a number of seconds since 1970.");
        }
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    private void checkAge(Instant timestamp) {
        Duration age = Duration.between(timestamp, clock.instant());
        if (age.compareTo(tolerance) > 0) {
            throw new WebhookVerificationException(
                    Reason.TOO_OLD, "The webhook was signed " + age.toSeconds() + " s ago; " + limit());
        }
        if (age.negated().compareTo(tolerance) > 0) {
            throw new WebhookVerificationException(
                    Reason.TOO_NEW,
                    "The webhook was signed " + -age.toSeconds() + " s in the future; check this machine's clock; "
                            + limit());
        }
    }

    private String limit() {
        return "the tolerance is " + tolerance.toSeconds() + " s.";
    }

    /** Compares every key with every signature, in constant time each: how long it takes tells nothing of a secret. */
    private void checkSignature(String signatures, byte[] head, byte[] body) {
        boolean matches = false;
        List<byte[]> sent = signaturesOf(signatures);
        for (SecretKeySpec key : keys) {
            byte[] expected = hmac(key, head, body);
            for (byte[] signature : sent) {
                matches |= MessageDigest.isEqual(expected, signature);
            }
        }
        if (!matches) {
            throw new WebhookVerificationException(
                    Reason.NO_MATCHING_SIGNATURE,
                    "No signature of the webhook fits: check the endpoint's secret, and that the body is passed on byte for byte.");
        }
    }

    /** The signatures of this scheme; others, such as the asymmetric {@code v1a}, are passed over. */
    private static List<byte[]> signaturesOf(String header) {
        List<byte[]> signatures = new ArrayList<>();
        for (String signature : header.split(" ", -1)) {
            if (signature.startsWith(SIGNATURE_VERSION)) {
                byte[] decoded = decoded(signature.substring(SIGNATURE_VERSION.length()));
                if (decoded != null) {
                    signatures.add(decoded);
                }
            }
        }
        return signatures;
    }

    private static byte @Nullable [] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] hmac(SecretKeySpec key, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            mac.update(head);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no HmacSHA256, which every Java platform must have.", e);
        }
    }

    /** Shows the number of secrets, none of them. */
    @Override
    public String toString() {
        return "WebhookVerifier(" + keys.size() + " secrets, tolerance " + tolerance + ")";
    }

    /** Builds a {@link WebhookVerifier}. Not thread-safe. */
    public static final class Builder {

        private final List<SecretKeySpec> keys = new ArrayList<>();
        private Duration tolerance = Duration.ofMinutes(5); // the scheme's own libraries allow as much
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Adds a secret of the endpoint. A request is trusted if any of them signed it.
         *
         * @throws IllegalArgumentException if it is not {@code whsec_} and Base64 of at least 16 bytes; the message doesn't show it
         */
        public Builder secret(String secret) {
            Objects.requireNonNull(secret, "secret");
            String trimmed = secret.strip();
            byte[] key = trimmed.startsWith(SECRET_PREFIX) ? decoded(trimmed.substring(SECRET_PREFIX.length())) : null;
            if (key == null || key.length < SHORTEST_SECRET) {
                throw new IllegalArgumentException("The webhook secret is not \"whsec_\" and Base64 of at least "
                        + SHORTEST_SECRET + " bytes; copy it from the endpoint's settings.");
            }
            keys.add(new SecretKeySpec(key, "HmacSHA256"));
            return this;
        }

        /**
         * Sets how far a timestamp may be from this machine's clock, before or after. Default: 5 minutes.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder tolerance(Duration tolerance) {
            if (tolerance.isNegative() || tolerance.isZero()) {
                throw new IllegalArgumentException("The tolerance must be positive; it is " + tolerance + ".");
            }
            this.tolerance = tolerance;
            return this;
        }

        /** Sets the clock that timestamps are compared with. Default: the system's. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Returns the verifier.
         *
         * @throws IllegalArgumentException if no secret was added
         */
        public WebhookVerifier build() {
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("A webhook verifier needs the endpoint's secret, whsec_….");
            }
            return new WebhookVerifier(this);
        }
    }
}
