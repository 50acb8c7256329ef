package com.featherhq.client.retry;

import static com.featherhq.client.retry.RetryFixture.run;
import static com.featherhq.client.retry.RetryFixture.thing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All addresses of a name share the time of one attempt. */
final class AddressesTest {

    @Test
    void call_whenThreeOfFourAddressesRefuse_takesTheFourth() throws Exception {
        try (WireServer server = WireServer.http1((connection, request) -> WireServer.OK);
                RetryFixture client = named(server, "127.0.0.9", "127.0.0.8", "127.0.0.7", "127.0.0.1")) {
            client.assertFree(run(client.api.post(thing())));
        }
    }

    @Test
    void call_whenNobodyAnswersAtTheFirstAddresses_takesTheOneThatWorksInTime() throws Exception {
        try (WireServer server = WireServer.http1((connection, request) -> WireServer.OK);
                BlackHole first = new BlackHole("127.0.0.9", server.port());
                BlackHole second = new BlackHole("127.0.0.8", server.port());
                RetryFixture client = named(server, first.address(), second.address(), "127.0.0.1")) {
            client.assertFree(run(client.api.post(thing())));
        }
    }

    private static RetryFixture named(WireServer server, String... addresses) {
        return new RetryFixture(
                builder -> builder.baseUrl("http://localhost:" + server.port())
                        .retryPolicy(RetryPolicy.none().toBuilder()
                                .attemptTimeout(Duration.ofSeconds(3))
                                .build()),
                http -> http.dns(name -> {
                    List<InetAddress> found = new ArrayList<>();
                    for (String address : addresses) {
                        found.add(address(address));
                    }
                    return found;
                }));
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    /** An address where a connection neither comes about nor is refused. */
    private static final class BlackHole implements AutoCloseable {

        private final ServerSocket listener;
        private final List<Socket> fillers = new ArrayList<>();

        BlackHole(String address, int port) throws IOException {
            listener = new ServerSocket(port, 1, InetAddress.getByName(address));
            while (fillers.size() < 64) {
                Socket filler = new Socket();
                fillers.add(filler);
                try {
                    filler.connect(listener.getLocalSocketAddress(), 200);
                } catch (SocketTimeoutException e) {
                    return;
                }
            }
        }

        String address() {
            return listener.getInetAddress().getHostAddress();
        }

        @Override
        public void close() throws IOException {
            for (Socket filler : fillers) {
                filler.close();
            }
            listener.close();
        }
    }
}
