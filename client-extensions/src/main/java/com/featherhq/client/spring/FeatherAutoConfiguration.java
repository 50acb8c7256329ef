package com.featherhq.client.spring;

import com.featherhq.client.CallListener;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.micrometer.FeatherObservations;
import com.featherhq.client.micrometer.RateLimitMetrics;
import com.featherhq.client.ratelimit.RateLimitListener;
import com.featherhq.client.ratelimit.RateLimiter;
import com.featherhq.json.DriftListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * A {@link FeatherClient} for Spring Boot 3.5 and 4.1, from the properties {@code feather.*}. It is closed with the application
 * context, after the web server has let its requests end.
 *
 * <pre>
 * feather.base-url=https://api-sandbox.featherhq.com
 * feather.api-key-file=/run/secrets/feather
 * feather.retry.max-attempts=4
 * </pre>
 *
 * <ul>
 *   <li>A bean of the type {@code FeatherClient} of the application's own replaces it.
 *   <li>{@code feather.clients.<name>.*} makes further clients, injected by {@code @Qualifier("<name>")}.
 *   <li>Beans of the types {@link FeatherClientCustomizer}, {@link CallListener}, {@link DriftListener} and {@link RateLimiter} are
 *       used.
 *   <li>With an {@link ObservationRegistry}, each call is an observation; with the actuator there is a health indicator {@code
 *       feather}, and the key is in no endpoint.
 *   <li>{@code feather.problem-details.enabled=true} answers a failed call in a controller with problem details (RFC 9457).
 * </ul>
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnProperty(name = "feather.enabled", matchIfMissing = true)
@EnableConfigurationProperties(FeatherProperties.class)
@Import({NamedClients.class, HealthConfiguration.class})
public class FeatherAutoConfiguration {

    static final String CLIENTS = "featherClients";

    /** For Spring. */
    public FeatherAutoConfiguration() {}

    @Bean(CLIENTS)
    FeatherClients featherClients(
            FeatherProperties properties,
            ObjectProvider<FeatherConnectionDetails> connection,
            ObjectProvider<RateLimiter> limiter,
            ObjectProvider<RateLimitListener> limitListener,
            ObjectProvider<CallListener> callListeners,
            ObjectProvider<DriftListener> driftListener,
            ObjectProvider<FeatherHealth> health,
            ObjectProvider<FeatherClientCustomizer> customizers) {
        return new FeatherClients(
                properties,
                new FeatherClients.Beans(
                        connection, limiter, limitListener, callListeners, driftListener, health, customizers));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    @Conditional(NamedClients.DefaultIsWanted.class)
    FeatherClient featherClient(FeatherClients clients) {
        return clients.client(FeatherClients.DEFAULT);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    @ConditionalOnProperty(name = "feather.observations.enabled", matchIfMissing = true)
    static class Observations {

        @Bean
        FeatherClientCustomizer featherObservations(ObjectProvider<ObservationRegistry> registry) {
            return builder -> registry.ifUnique(unique -> builder.callListener(new FeatherObservations(unique)));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnBean(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnMissingBean
        RateLimitListener featherRateLimitMetrics(MeterRegistry registry) {
            return new RateLimitMetrics(registry);
        }
    }

    /** The endpoints {@code env} and {@code configprops} can be told to show values. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SanitizingFunction.class)
    static class Sanitizing {

        @Bean
        SanitizingFunction featherKeys() {
            return data -> isKey(data.getKey()) ? data.withSanitizedValue() : data;
        }

        /** However it is spelt: {@code feather.api-key}, {@code FEATHER_CLIENTS_EU_API_KEY}. */
        private static boolean isKey(String property) {
            String letters = property.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
            return letters.startsWith("feather") && letters.endsWith("apikey");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @ConditionalOnClass(name = "org.springframework.http.ProblemDetail")
    @ConditionalOnProperty("feather.problem-details.enabled")
    static class Problems {

        @Bean
        ProblemDetails featherProblemDetails() {
            return new ProblemDetails();
        }
    }
}
