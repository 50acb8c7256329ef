package com.featherhq.client.retry;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that does on its connections what its handlers say, down to the byte: HTTP/1.1, or HTTP/2 by {@link
 * H2}. Counts what it saw.
 */
final class WireServer implements AutoCloseable {

    static final String JSON = "{\"name\":\"a\"}";
    static final String OK =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + JSON.length() + "\r\n\r\n" + JSON;

    final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final List<Served> open = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final Connected connected;

    private record Served(Socket socket, Thread thread) {}

    /** Serves one connection until it returns, which closes it. */
    @FunctionalInterface
    interface Connected {
        void serve(int connection, InputStream in, OutputStream out) throws IOException;
    }

    /** Answers one HTTP/1.1 request with bytes; null closes the connection. */
    @FunctionalInterface
    interface Answers {
        String answer(int connection, int request);
    }

    WireServer(String host, Connected connected) throws IOException {
        this.listener = new ServerSocket(0, 200, InetAddress.getByName(host));
        this.connected = connected;
        daemon(this::accept);
    }

    /** A server of HTTP/1.1. Connections are counted from 1, and the requests of all of them, too. */
    static WireServer http1(Answers answers) throws IOException {
        WireServer[] self = new WireServer[1];
        self[0] =
                new WireServer("127.0.0.1", (connection, in, out) -> self[0].serveHttp1(answers, connection, in, out));
        return self[0];
    }

    private void serveHttp1(Answers answers, int connection, InputStream in, OutputStream out) throws IOException {
        for (String request = readRequest(in); request != null; request = readRequest(in)) {
            requests.add(request);
            String answer = answers.answer(connection, requests.size());
            if (answer == null) {
                return;
            }
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            if (!answer.contains("\r\n\r\n")) {
                return; // Broken off in the head.
            }
        }
    }

    /** Returns the head of the next request, whose body is read as well, or null at the end. */
    static String readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
        if (length >= 0) {
            in.readNBytes(Integer.parseInt(text.substring(length + 16, text.indexOf('\r', length))));
        }
        return text;
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Closes the connections that are open, as a server does when they have been idle for long enough; reads no more of them. */
    void closeConnections() throws IOException, InterruptedException {
        for (Served served : open) {
            served.socket().close();
            served.thread().join();
        }
        open.clear();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                int number = connections.incrementAndGet();
                open.add(new Served(socket, daemon(() -> serve(socket, number))));
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            connected.serve(number, new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
        } catch (IOException e) {
            // The client is gone, or the test has closed the connection.
        }
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "wire-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Served served : open) {
            served.socket().close();
        }
    }

    /** The frames of HTTP/2 (RFC 9113) that a test needs, without TLS: for clients that know that it is HTTP/2. */
    static final class H2 {

        private static final int DATA = 0;
        private static final int HEADERS = 1;
        private static final int RST_STREAM = 3;
        private static final int SETTINGS = 4;
        private static final int PING = 6;
        private static final int GOAWAY = 7;
        private static final byte[] STATUS_200 = {(byte) 0x88};

        /** RFC 9113 §7. */
        static final int REFUSED = 7;

        private final OutputStream out;
        private final Map<Integer, String> bodies = new ConcurrentHashMap<>();
        private volatile int lastStream = Integer.MAX_VALUE;
        final int connection;

        private H2(OutputStream out, int connection) {
            this.out = out;
            this.connection = connection;
        }

        /** Does what it likes with a request that has come whole. */
        @FunctionalInterface
        interface Streams {
            void request(H2 h2, int stream, int request) throws IOException;
        }

        static WireServer server(Streams streams) throws IOException {
            WireServer[] self = new WireServer[1];
            self[0] = new WireServer("127.0.0.1", (connection, in, out) -> {
                H2 h2 = new H2(out, connection);
                in.readNBytes(24); // The preface.
                h2.frame(SETTINGS, 0, 0);
                h2.serve(in, streams, self[0]);
            });
            return self[0];
        }

        private void serve(InputStream in, Streams streams, WireServer server) throws IOException {
            while (true) {
                byte[] head = in.readNBytes(9);
                if (head.length < 9) {
                    return;
                }
                int length = (head[0] & 255) << 16 | (head[1] & 255) << 8 | (head[2] & 255);
                int stream = (head[5] & 127) << 24 | (head[6] & 255) << 16 | (head[7] & 255) << 8 | (head[8] & 255);
                byte[] payload = in.readNBytes(length);
                int type = head[3];
                boolean ends = (head[4] & 1) != 0;
                if (type == SETTINGS && !ends) {
                    frame(SETTINGS, 1, 0);
                } else if (type == PING && !ends) {
                    frame(PING, 1, 0, payload);
                }
                if (type == DATA) {
                    bodies.merge(stream, new String(payload, StandardCharsets.UTF_8), String::concat);
                }
                if ((type == HEADERS || type == DATA) && ends && stream <= lastStream) {
                    server.requests.add("stream " + stream + " of connection " + connection);
                    streams.request(this, stream, server.requests.size());
                }
            }
        }

        /** Returns the body of a request. */
        String body(int stream) {
            return bodies.getOrDefault(stream, "");
        }

        void answer(int stream) throws IOException {
            frame(HEADERS, 4, stream, STATUS_200);
            frame(DATA, 1, stream, JSON.getBytes(StandardCharsets.UTF_8));
        }

        void reset(int stream, int code) throws IOException {
            frame(RST_STREAM, 0, stream, number(code));
        }

        /** Says that nothing above {@code last} was or will be processed, and keeps to it. */
        void goAway(int last) throws IOException {
            lastStream = Math.min(lastStream, last);
            byte[] payload = new byte[8];
            System.arraycopy(number(last), 0, payload, 0, 4);
            frame(GOAWAY, 0, 0, payload);
        }

        private static byte[] number(int value) {
            return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
        }

        private synchronized void frame(int type, int flags, int stream, byte... payload) throws IOException {
            int length = payload.length;
            out.write(
                    new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length, (byte) type, (byte) flags});
            out.write(number(stream));
            out.write(payload);
            out.flush();
        }
    }
}
