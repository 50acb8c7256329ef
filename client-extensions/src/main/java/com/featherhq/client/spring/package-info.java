/**
 * Spring Boot 3.5 and 4.1: a {@link com.featherhq.client.FeatherClient} as a bean, from properties. One door: {@link
 * com.featherhq.client.spring.FeatherAutoConfiguration}, which Boot finds by itself.
 *
 * <p>{@code FeatherProperties} is what {@code feather.*} says, {@code FeatherClients} makes clients of it, and {@code NamedClients}
 * registers those below {@code feather.clients}. {@code FeatherHealth} judges by the calls that the application makes. {@code
 * HealthConfiguration} is there twice, since Boot 4 moved the types; whichever is absent is never loaded. An application adds a
 * {@link com.featherhq.client.spring.FeatherClientCustomizer}, or {@link com.featherhq.client.spring.FeatherConnectionDetails} in its
 * tests. Nothing in the client knows this package.
 */
@NullMarked
package com.featherhq.client.spring;

import org.jspecify.annotations.NullMarked;
