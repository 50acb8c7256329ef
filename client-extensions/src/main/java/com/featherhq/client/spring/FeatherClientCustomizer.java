package com.featherhq.client.spring;

import com.featherhq.client.FeatherClient;

/**
 * Changes the clients that {@link FeatherAutoConfiguration} makes; a bean. It is asked after the properties are applied, in the order
 * of {@code @Order}.
 *
 * <pre>{@code
 * FeatherClientCustomizer drift = builder -> builder.driftListener(new DriftCounter());
 * }</pre>
 */
@FunctionalInterface
public interface FeatherClientCustomizer {

    /** Changes the client that {@code builder} is about to make. */
    void customize(FeatherClient.Builder builder);

    /**
     * Returns whether a client is to be changed. Default: every one is.
     *
     * @param client its name below {@code feather.clients}, or {@code default}
     */
    default boolean appliesTo(String client) {
        return true;
    }
}
