package com.featherhq.client.retry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A server of HTTP/1.1 that answers, refuses, redirects, stalls, resets and cuts by chance, which follows from its seed, the
 * call and the attempt. It counts what it saw of each call.
 */
final class ChaosServer implements AutoCloseable {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"name\":\"a\"}";
    private static final String UNAVAILABLE = "HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n";
    private static final String TOO_MANY = "HTTP/1.1 429 Too Many\r\nContent-Length: 0\r\n\r\n";
    private static final String ELSEWHERE = "HTTP/1.1 307 Elsewhere\r\nLocation: /hop\r\nContent-Length: 0\r\n\r\n";

    /** The attempts of each call that came whole, a bit each. */
    final AtomicIntegerArray seen;

    /** How often the server may have acted on each call: it read all of it, and did not say that it won't. */
    final AtomicIntegerArray acted;

    /** The attempts that it may have acted on, a bit each. */
    final AtomicIntegerArray actedAttempts;

    /** How often a connection was closed or reset on which another request may have been under way: it wasn't read. */
    final AtomicInteger unread = new AtomicInteger();

    /** How many requests came that belong to no attempt. */
    final AtomicInteger untold = new AtomicInteger();

    private final long seed;
    private final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket listener = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    ChaosServer(long seed, int calls) throws IOException {
        this.seed = seed;
        seen = new AtomicIntegerArray(calls);
        acted = new AtomicIntegerArray(calls);
        actedAttempts = new AtomicIntegerArray(calls);
        WireServer.daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                threads.add(WireServer.daemon(() -> serve(socket, connections.incrementAndGet())));
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private void serve(Socket socket, int connection) {
        SplittableRandom chance = new SplittableRandom(seed ^ connection);
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                in.mark(1);
                if (in.read() < 0) {
                    return;
                }
                in.reset();
                if (chance.nextInt(100) == 0) {
                    unread.incrementAndGet();
                    reset(socket);
                    return;
                }
                String head = WireServer.readRequest(in);
                if (head == null || !answer(socket, head)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client is gone.
        } finally {
            open.remove(socket);
            threads.remove(Thread.currentThread());
        }
    }

    private static int number(String head, String header) {
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\n" + header + ": ") + header.length() + 4;
        return Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
    }

    /** Returns whether the connection stays open. */
    private boolean answer(Socket socket, String head) throws IOException {
        if (!head.contains("x-feather-attempt")) {
            untold.incrementAndGet();
            return false;
        }
        int call = number(head, "x-call");
        int attempt = number(head, "x-feather-attempt");
        seen.getAndAccumulate(call, 1 << attempt, (a, b) -> a | b);
        int chance = head.contains(" /hop ") ? 99 : new SplittableRandom(seed * 31 + call * 7L + attempt).nextInt(100);
        if (chance < 3) {
            return write(socket, TOO_MANY);
        }
        if (chance < 6) {
            return write(socket, ELSEWHERE);
        }
        acted.incrementAndGet(call);
        actedAttempts.getAndAccumulate(call, 1 << attempt, (a, b) -> a | b);
        return act(socket, chance);
    }

    private boolean act(Socket socket, int chance) throws IOException {
        if (chance < 11) {
            return write(socket, UNAVAILABLE);
        }
        if (chance < 14) {
            return reset(socket);
        }
        if (chance < 19) {
            write(socket, OK.substring(0, chance < 16 ? 20 : OK.length() - 5)); // Cut off, in the head or in the body.
            return false;
        }
        if (chance < 20) {
            return socket.getInputStream().read() >= 0; // Silent until the client gives up.
        }
        write(socket, OK);
        if (chance <= 25) {
            unread.incrementAndGet();
            return false; // Closed as idle.
        }
        return true;
    }

    private static boolean write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return true;
    }

    private static boolean reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
        return false;
    }

    /** Reads what clients that are closed have left behind. */
    void awaitEnd() throws InterruptedException {
        for (Thread thread : new ArrayList<>(threads)) {
            thread.join(5_000);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
