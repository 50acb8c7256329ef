package com.featherhq.client.spring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code feather.*} says of the default client, and {@code feather.clients.<name>.*} of another one. What is null is as the
 * client has it by default. {@code META-INF/spring-configuration-metadata.json} describes each property for editors.
 *
 * @param clients further clients by name; what isn't set for one is as for the default client
 */
@ConfigurationProperties("feather")
record FeatherProperties(
        @Nullable String baseUrl,
        @Nullable String apiKey,
        @Nullable Path apiKeyFile,
        @Nullable Duration connectTimeout,
        @Nullable Duration readTimeout,
        @Nullable Duration writeTimeout,
        @Nullable Boolean strictResponses,
        @Nullable Boolean adaptiveThrottling,
        @DefaultValue Retry retry,
        @DefaultValue RateLimit rateLimit,
        @DefaultValue Map<String, FeatherProperties> clients) {

    /** {@code retry.*}. */
    record Retry(
            @Nullable Integer maxAttempts,
            @Nullable Duration baseDelay,
            @Nullable Duration maxDelay,
            @Nullable Duration attemptTimeout,
            @Nullable Duration deadline,
            @Nullable Integer budget) {

        Retry orElse(Retry other) {
            return new Retry(
                    first(maxAttempts, other.maxAttempts),
                    first(baseDelay, other.baseDelay),
                    first(maxDelay, other.maxDelay),
                    first(attemptTimeout, other.attemptTimeout),
                    first(deadline, other.deadline),
                    first(budget, other.budget));
        }
    }

    /** {@code rate-limit.*}. */
    record RateLimit(@Nullable Integer perMinute, @Nullable Double bulkShare) {

        RateLimit orElse(RateLimit other) {
            return new RateLimit(first(perMinute, other.perMinute), first(bulkShare, other.bulkShare));
        }
    }

    /** Returns what holds for the client of that name. A key of its own, whichever way it is given, replaces that of all. */
    FeatherProperties ofClient(String name) {
        FeatherProperties own = clients.get(name);
        return own == null ? this : own.orElse(this);
    }

    private FeatherProperties orElse(FeatherProperties other) {
        return new FeatherProperties(
                first(baseUrl, other.baseUrl),
                hasKey() ? apiKey : other.apiKey,
                hasKey() ? apiKeyFile : other.apiKeyFile,
                first(connectTimeout, other.connectTimeout),
                first(readTimeout, other.readTimeout),
                first(writeTimeout, other.writeTimeout),
                first(strictResponses, other.strictResponses),
                first(adaptiveThrottling, other.adaptiveThrottling),
                retry.orElse(other.retry),
                rateLimit.orElse(other.rateLimit),
                Map.of());
    }

    /** Whether there is a key; one that is blank, as in {@code ${VARIABLE:}}, is none. */
    boolean hasKey() {
        return isSet(apiKey) || apiKeyFile != null;
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static <V> @Nullable V first(@Nullable V own, @Nullable V other) {
        return own != null ? own : other;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "FeatherProperties[baseUrl=" + baseUrl + ", retry=" + retry + ", rateLimit=" + rateLimit + ", clients="
                + clients.keySet() + "]";
    }
}
