package com.featherhq.testing.spring;

import com.featherhq.client.spring.FeatherConnectionDetails;
import com.featherhq.testing.FeatherMock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A {@link FeatherMock} that every Feather client of the application calls, whatever its properties say; as {@code @ServiceConnection}
 * does for containers. It starts and stops with the application context.
 *
 * <pre>{@code
 * @SpringBootTest
 * @Import(FeatherMockConfiguration.class)
 * final class PlaybackTest {
 *
 *     @Autowired
 *     private FeatherMock mock;
 * }
 * }</pre>
 *
 * <p>A context is shared by test classes with the same configuration, and so is the mock: what one sets up, another finds.
 */
@Configuration(proxyBeanMethods = false)
public class FeatherMockConfiguration {

    /** For Spring. */
    public FeatherMockConfiguration() {}

    @Bean(destroyMethod = "close")
    FeatherMock featherMock() {
        return FeatherMock.start();
    }

    @Bean
    FeatherConnectionDetails featherMockConnection(FeatherMock mock) {
        return new FeatherConnectionDetails() {
            @Override
            public String baseUrl() {
                return mock.baseUrl();
            }

            @Override
            public String apiKey() {
                return "fth_test";
            }
        };
    }
}
