package com.featherhq.client.streams;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hands each request to the test, which answers it piece by piece. One request for each connection. */
final class EventServer implements AutoCloseable {

    private static final String LINE_END = "\r\n";

    private final ServerSocket server;
    private final BlockingQueue<Exchange> arrived = new LinkedBlockingQueue<>();
    private final Deque<Script> scripts = new ArrayDeque<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    EventServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "event-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Answers one request. */
    interface Script {
        void answer(Exchange exchange) throws IOException, InterruptedException;
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    /** Answers the next request that no script has answered, on a thread of its own. */
    synchronized EventServer next(Script script) {
        scripts.add(script);
        return this;
    }

    /** The next request that came. */
    Exchange taken() {
        try {
            Exchange exchange = arrived.poll(20, TimeUnit.SECONDS);
            if (exchange == null) {
                throw new AssertionError("The server got no request.");
            }
            return exchange;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int untaken() {
        return arrived.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread thread = new Thread(() -> serve(socket), "event-server-exchange");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            Exchange exchange = Exchange.read(socket);
            Script script;
            synchronized (this) {
                script = scripts.poll();
            }
            arrived.add(exchange);
            if (script != null) {
                script.answer(exchange);
            }
        } catch (IOException | InterruptedException e) {
            // The client has gone, as some tests want.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** A request, and its answer so far. */
    static final class Exchange {

        private final Socket socket;
        private final String line;
        private final Map<String, String> headers;

        private Exchange(Socket socket, String line, Map<String, String> headers) {
            this.socket = socket;
            this.line = line;
            this.headers = headers;
        }

        private static Exchange read(Socket socket) throws IOException {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1);
            String first = in.readLine();
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                headers.put(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip());
            }
            for (int left = Integer.parseInt(headers.getOrDefault("Content-Length", "0")); left > 0; left--) {
                in.read();
            }
            return new Exchange(socket, first == null ? "" : first, headers);
        }

        String line() {
            return line;
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** Starts a stream of events. */
        Exchange start() throws IOException {
            return head(
                    "HTTP/1.1 200 OK",
                    "Content-Type: text/event-stream; charset=utf-8",
                    "X-Request-Id: r1",
                    "Transfer-Encoding: chunked");
        }

        Exchange answer(int status, String type, String body) throws IOException {
            return head(
                            "HTTP/1.1 " + status + " Planned",
                            "Content-Type: " + type,
                            "Connection: close",
                            "Content-Length: " + body.length())
                    .raw(body);
        }

        private Exchange head(String... lines) throws IOException {
            return raw(String.join(LINE_END, lines) + LINE_END + LINE_END);
        }

        Exchange send(String text) throws IOException {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            return raw(Integer.toHexString(bytes) + LINE_END + text + LINE_END);
        }

        Exchange event(String type, String data) throws IOException {
            return send("event: " + type + "\ndata: " + data + "\n\n");
        }

        /** Ends the response as HTTP wants it. */
        void end() throws IOException {
            raw("0" + LINE_END + LINE_END);
            socket.close();
        }

        /** Closes the connection in the middle. */
        void cut() throws IOException {
            socket.close();
        }

        /** Waits until the client has closed the connection. */
        void awaitClosed() throws IOException {
            socket.setSoTimeout(20_000);
            try {
                while (socket.getInputStream().read() >= 0) {
                    // Nothing is to come.
                }
            } catch (java.net.SocketTimeoutException e) {
                throw new AssertionError("The client has not closed the connection.", e);
            } catch (IOException e) {
                // Reset: closed all the same.
            }
        }

        private Exchange raw(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return this;
        }
    }
}
