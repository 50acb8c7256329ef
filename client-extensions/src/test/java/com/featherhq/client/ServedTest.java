package com.featherhq.client;

import java.io.IOException;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server for each test, another one that the key doesn't belong to, and a client of the first. */
public abstract class ServedTest {

    protected final MockWebServer server = new MockWebServer();
    protected final MockWebServer other = new MockWebServer();
    protected FeatherClient client;
    protected ThingsApi things;

    /** The settings of the client; one attempt, unless overridden. */
    protected FeatherClient.Builder settings() {
        return Servers.client(server);
    }

    @BeforeEach
    final void startServers() throws IOException {
        server.start();
        other.start();
        client = settings().build();
        things = client.api(ThingsApi.class);
    }

    @AfterEach
    final void stopServers() throws IOException {
        client.close();
        server.close();
        other.close();
    }
}
