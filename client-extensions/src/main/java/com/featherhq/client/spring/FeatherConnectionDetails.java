package com.featherhq.client.spring;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the service is, and with which key, in place of {@code feather.base-url} and {@code feather.api-key}; a bean. It stands for
 * every client of the application, so that none reaches the real service in a test: {@code
 * com.featherhq.testing.spring.FeatherMockConfiguration} supplies it for {@code FeatherMock}. Implementations must be thread-safe.
 */
public interface FeatherConnectionDetails extends ConnectionDetails {

    /** Returns the base URL; asked once. */
    String baseUrl();

    /** Returns the API key; asked for every request, so it may change. */
    String apiKey();
}
