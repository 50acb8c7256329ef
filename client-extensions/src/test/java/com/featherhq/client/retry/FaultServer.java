package com.featherhq.client.retry;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP server that misbehaves by script, one fault for each connection; the last one of the script stays. */
final class FaultServer implements AutoCloseable {

    enum Fault {
        NONE,
        RESET_AMID_REQUEST,
        RESET_AFTER_REQUEST,
        CLOSE_AFTER_REQUEST,
        BLACK_HOLE,
        GARBAGE,
        STALLED_BODY,
        TRUNCATED_BODY,
        HALF_JSON,
        HTML
    }

    private static final String BODY = "{\"name\":\"a\"}";

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Fault> script = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final BlockingQueue<Fault> reached = new LinkedBlockingQueue<>();
    private final Thread acceptor = new Thread(this::accept, "fault-server");

    FaultServer(Fault... faults) throws IOException {
        script.addAll(List.of(faults));
        acceptor.setDaemon(true);
        acceptor.start();
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/";
    }

    int requests() {
        return requests.get();
    }

    int connections() {
        return connections.get();
    }

    /** Waits until a connection has come as far as its fault. */
    void awaitFault() throws InterruptedException {
        if (reached.poll(10, TimeUnit.SECONDS) == null) {
            throw new AssertionError("No connection came.");
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Fault fault = script.get(Math.min(connections.getAndIncrement(), script.size() - 1));
                Thread thread = new Thread(() -> serve(socket, fault), "fault-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private void serve(Socket socket, Fault fault) {
        try {
            if (fault == Fault.RESET_AMID_REQUEST) {
                socket.getInputStream().read();
                reset(socket);
                reached.add(fault);
                return;
            }
            while (readRequest(socket.getInputStream())) {
                requests.incrementAndGet();
                answer(socket, fault);
                reached.add(fault);
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    private static void answer(Socket socket, Fault fault) throws IOException {
        switch (fault) {
            case RESET_AFTER_REQUEST, RESET_AMID_REQUEST -> reset(socket);
            case CLOSE_AFTER_REQUEST -> socket.close();
            case BLACK_HOLE -> {}
            case GARBAGE -> write(socket, "\u0000\u0001 what?\r\n\r\n", true);
            case STALLED_BODY -> write(socket, response(100, "{\"name\":"), false);
            case TRUNCATED_BODY -> write(socket, response(100, "{\"name\":"), true);
            case HALF_JSON -> write(socket, response(9, "{\"name\":\""), false);
            case HTML -> write(socket, response(14, "<html>o</html>"), false);
            case NONE -> write(socket, response(BODY.length(), BODY), false);
        }
    }

    private static String response(int length, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + body;
    }

    private static void write(Socket socket, String text, boolean close) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        if (close) {
            socket.close();
        }
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Reads one request with a short body, if there is one; returns whether there was a request. */
    private static boolean readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        for (String line : head.toString().split("\r\n", -1)) {
            if (line.regionMatches(true, 0, "Content-Length: ", 0, 16)) {
                in.skipNBytes(Long.parseLong(line.substring(16)));
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** A port that lets nobody in: the backlog is full, so connecting takes for ever. */
    static final class FullBacklog implements AutoCloseable {

        private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> fillers = new ArrayList<>();

        FullBacklog() throws IOException {
            while (fillers.size() < 64) {
                Socket filler = new Socket();
                fillers.add(filler);
                try {
                    filler.connect(listener.getLocalSocketAddress(), 200);
                } catch (java.net.SocketTimeoutException e) {
                    return;
                }
            }
            throw new IOException("The backlog does not fill.");
        }

        String url() {
            return "http://127.0.0.1:" + listener.getLocalPort() + "/";
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
