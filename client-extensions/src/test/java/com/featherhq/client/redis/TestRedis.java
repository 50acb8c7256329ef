package com.featherhq.client.redis;

import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.RedisServer;

/** A Redis of its own on a free port of this machine; its binary comes with a test dependency. */
public final class TestRedis implements AutoCloseable {

    private final RedisServer server;
    private final RedisClient client;

    private TestRedis(RedisServer server, RedisClient client) {
        this.server = server;
        this.client = client;
    }

    /** Starts one; where there is no binary for this operating system, the test is skipped and says so. */
    public static TestRedis start() {
        int port = freePort();
        RedisServer server = server(port);
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestRedis(server, RedisClient.create("redis://127.0.0.1:" + port));
    }

    private static RedisServer server(int port) {
        try {
            return RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
        } catch (IOException | RuntimeException e) {
            return Assumptions.abort("No Redis binary for " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + ": " + e.getMessage());
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RedisClient client() {
        return client;
    }

    @Override
    public void close() throws IOException {
        client.shutdown();
        server.stop();
    }
}
