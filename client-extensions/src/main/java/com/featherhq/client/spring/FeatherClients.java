package com.featherhq.client.spring;

import com.featherhq.client.CallListener;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.ratelimit.RateLimitListener;
import com.featherhq.client.ratelimit.RateLimiter;
import com.featherhq.json.DriftListener;
import org.springframework.beans.factory.ObjectProvider;

/** Makes the clients that the properties describe, with what the application has of beans for them. */
final class FeatherClients {

    /** The name of the client without one. */
    static final String DEFAULT = "default";

    private final FeatherProperties properties;
    private final Beans beans;

    FeatherClients(FeatherProperties properties, Beans beans) {
        this.properties = properties;
        this.beans = beans;
    }

    /** Beans of the application that clients use if they are there. */
    record Beans(
            ObjectProvider<FeatherConnectionDetails> connection,
            ObjectProvider<RateLimiter> limiter,
            ObjectProvider<RateLimitListener> limitListener,
            ObjectProvider<CallListener> callListeners,
            ObjectProvider<DriftListener> driftListener,
            ObjectProvider<FeatherHealth> health,
            ObjectProvider<FeatherClientCustomizer> customizers) {}

    /** Makes a client; Spring calls this for each bean. */
    FeatherClient client(String name) {
        FeatherClient.Builder builder = FeatherClient.builder();
        apply(name, builder);
        beans.health.ifAvailable(health -> builder.callListener(health.listenerOf(name)));
        beans.callListeners.orderedStream().forEach(builder::callListener);
        beans.driftListener.ifUnique(builder::driftListener);
        beans.customizers
                .orderedStream()
                .filter(customizer -> customizer.appliesTo(name))
                .forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    private void apply(String name, FeatherClient.Builder builder) {
        boolean isDefault = name.equals(DEFAULT);
        FeatherProperties chosen = isDefault ? properties : properties.ofClient(name);
        AppliedProperties applied =
                new AppliedProperties(name, isDefault ? "feather" : "feather.clients." + name, builder);
        FeatherConnectionDetails details = beans.connection.getIfUnique();
        if (details == null) {
            applied.connect(chosen);
        } else {
            builder.baseUrl(details.baseUrl()).apiKey(details::apiKey);
        }
        applied.behave(chosen);
        RateLimiter limiter = beans.limiter.getIfUnique();
        if (limiter == null) {
            applied.limit(chosen.rateLimit(), beans.limitListener.getIfUnique());
        } else {
            builder.rateLimiter(limiter);
        }
    }
}
