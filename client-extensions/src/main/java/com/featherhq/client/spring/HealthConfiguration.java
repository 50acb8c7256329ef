package com.featherhq.client.spring;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health indicator {@code feather}, in the types of the Boot that is there: version 4 moved them to another package. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression(HealthConfiguration.ENABLED)
class HealthConfiguration {

    /** What {@code @ConditionalOnEnabledHealthIndicator} says, which moved as well. */
    static final String ENABLED = "${management.health.feather.enabled:${management.health.defaults.enabled:true}}";

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    static class OfBoot3 {

        @Bean
        FeatherHealth featherHealth() {
            return new FeatherHealth(Clock.systemUTC());
        }

        @Bean
        @ConditionalOnMissingBean(name = "featherHealthIndicator")
        org.springframework.boot.actuate.health.HealthIndicator featherHealthIndicator(FeatherHealth health) {
            return () -> org.springframework.boot.actuate.health.Health.status(
                            health.state().name())
                    .withDetails(health.details())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    @ConditionalOnMissingClass("org.springframework.boot.actuate.health.HealthIndicator")
    static class OfBoot4 {

        @Bean
        FeatherHealth featherHealth() {
            return new FeatherHealth(Clock.systemUTC());
        }

        @Bean
        @ConditionalOnMissingBean(name = "featherHealthIndicator")
        org.springframework.boot.health.contributor.HealthIndicator featherHealthIndicator(FeatherHealth health) {
            return () -> org.springframework.boot.health.contributor.Health.status(
                            health.state().name())
                    .withDetails(health.details())
                    .build();
        }
    }
}
