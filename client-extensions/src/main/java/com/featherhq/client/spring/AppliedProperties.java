package com.featherhq.client.spring;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.auth.ApiKeyAuth;
import com.featherhq.client.ratelimit.RateLimitListener;
import com.featherhq.client.ratelimit.RateLimiter;
import com.featherhq.client.retry.RetryBudget;
import com.featherhq.client.retry.RetryPolicy;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Applies properties to a builder one by one, so that one that is missing or can't be used is named. */
final class AppliedProperties {

    private final String client;
    private final String prefix;
    private final FeatherClient.Builder builder;

    AppliedProperties(String client, String prefix, FeatherClient.Builder builder) {
        this.client = client;
        this.prefix = prefix;
        this.builder = builder;
    }

    void connect(FeatherProperties chosen) {
        if (!chosen.hasKey()) {
            throw missing("api-key", "or api-key-file; as an environment variable " + variable("api-key"));
        }
        String url = chosen.baseUrl();
        if (url == null || url.isBlank()) {
            throw missing("base-url", "such as https://api-sandbox.featherhq.com");
        }
        set("base-url", url, AppliedProperties::checkUrl, builder::baseUrl);
        key(chosen.apiKey(), chosen.apiKeyFile());
    }

    private static void checkUrl(String url) {
        ApiKeyAuth unused = ApiKeyAuth.builder().apiKey("another").baseUrl(url).build();
    }

    private void key(@Nullable String key, @Nullable Path file) {
        if (key == null || key.isBlank()) {
            set("api-key-file", file, builder::apiKeyFile);
        } else if (file == null) {
            set("api-key", key, builder::apiKey);
        } else {
            throw invalid("api-key-file", "there is also " + prefix + ".api-key, and a client has one key.");
        }
    }

    void behave(FeatherProperties chosen) {
        times(chosen);
        if (Boolean.TRUE.equals(chosen.strictResponses())) {
            builder.strictResponses();
        }
        if (Boolean.TRUE.equals(chosen.adaptiveThrottling())) {
            builder.adaptiveThrottling();
        }
        retry(chosen.retry());
    }

    /** Only OkHttp knows what its timeouts may be. */
    private void times(FeatherProperties chosen) {
        OkHttpClient.Builder http = new OkHttpClient.Builder();
        set("connect-timeout", chosen.connectTimeout(), http::connectTimeout, builder::connectTimeout);
        set("read-timeout", chosen.readTimeout(), http::readTimeout, builder::readTimeout);
        set("write-timeout", chosen.writeTimeout(), http::writeTimeout, builder::writeTimeout);
    }

    private void retry(FeatherProperties.Retry retry) {
        RetryPolicy.Builder policy = RetryPolicy.builder();
        Consumer<Object> check = set -> policy.build();
        set("retry.max-attempts", retry.maxAttempts(), policy::maxAttempts, check);
        set("retry.base-delay", retry.baseDelay(), policy::baseDelay, check);
        set("retry.max-delay", retry.maxDelay(), policy::maxDelay, check);
        set("retry.attempt-timeout", retry.attemptTimeout(), policy::attemptTimeout, check);
        set("retry.deadline", retry.deadline(), policy::deadline, check);
        builder.retryPolicy(policy.build());
        set("retry.budget", retry.budget(), retries -> builder.retryBudget(RetryBudget.ofRetries(retries)));
    }

    void limit(FeatherProperties.RateLimit limit, @Nullable RateLimitListener listener) {
        Integer perMinute = limit.perMinute();
        if (perMinute == null) {
            return;
        }
        RateLimiter.Builder limiter = RateLimiter.builder(perMinute);
        Consumer<Object> check = set -> limiter.build();
        set("rate-limit.per-minute", perMinute, check);
        set("rate-limit.bulk-share", limit.bulkShare(), limiter::bulkShare, check);
        if (listener != null) {
            limiter.listener(listener);
        }
        builder.rateLimiter(limiter.build());
    }

    private <V> void set(String property, @Nullable V value, Consumer<? super V> setter) {
        set(property, value, setter, set -> {});
    }

    private <V> void set(String property, @Nullable V value, Consumer<? super V> first, Consumer<? super V> second) {
        if (value == null) {
            return;
        }
        try {
            first.accept(value);
            second.accept(value);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw invalid(property, String.valueOf(e.getMessage()));
        }
    }

    private String variable(String property) {
        return (prefix + "." + property).replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    private FeatherConfigurationException missing(String property, String example) {
        return FeatherConfigurationException.missing(client, prefix + "." + property, example);
    }

    private FeatherConfigurationException invalid(String property, String problem) {
        return FeatherConfigurationException.invalid(prefix + "." + property, problem);
    }
}
