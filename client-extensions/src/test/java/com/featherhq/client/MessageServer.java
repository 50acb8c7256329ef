package com.featherhq.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that keeps the messages that are posted to it, even the same one twice, and whose answers are lost: it breaks off at any
 * byte after a message is stored, breaks off before, answers 503 before or after, and crashes and comes back with what it stored.
 */
final class MessageServer implements AutoCloseable {

    /** How often each message was stored; survives a crash. */
    final Map<String, Integer> stored = new ConcurrentHashMap<>();

    final AtomicInteger cuts = new AtomicInteger();
    final AtomicInteger crashes = new AtomicInteger();
    final Set<Integer> cutAt = ConcurrentHashMap.newKeySet();

    private final Random random;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ServerSocket listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    private int process;
    private int nextCut;

    MessageServer(long seed) throws IOException {
        random = new Random(seed);
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/";
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                int born = born(socket);
                threads.execute(() -> serve(socket, born));
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private synchronized int born(Socket socket) {
        connections.add(socket);
        return process;
    }

    /** What happens to one request. */
    private enum Fate {
        FINE,
        CUT,
        LOST,
        UNSTORED_503,
        STORED_503,
        CRASH
    }

    private synchronized Fate fate() {
        int chance = random.nextInt(1000);
        if (chance < 5) {
            return Fate.CRASH;
        }
        return chance < 350
                ? Fate.FINE
                : chance < 700
                        ? Fate.CUT
                        : chance < 800 ? Fate.LOST : chance < 900 ? Fate.UNSTORED_503 : Fate.STORED_503;
    }

    private void serve(Socket socket, int born) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                String body = body(in, head);
                boolean goesOn = head.startsWith("GET") ? read(socket, head) : store(socket, body, born);
                if (!goesOn) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client is gone, or this process is.
        } finally {
            connections.remove(socket);
        }
    }

    private boolean read(Socket socket, String head) throws IOException {
        String id = head.substring(head.lastIndexOf('/', head.indexOf(" HTTP")) + 1, head.indexOf(" HTTP"));
        return answer(socket, stored.containsKey(id) ? ok(id) : status("404 Not Found"), fate() == Fate.CUT);
    }

    private boolean store(Socket socket, String body, int born) throws IOException {
        String id = body.replaceAll("\\{\"id\":\"(.*)\"}", "$1");
        Fate fate = fate();
        boolean stores =
                fate != Fate.LOST && fate != Fate.UNSTORED_503 && (fate != Fate.CRASH || id.hashCode() % 2 == 0);
        if ((stores && !commit(id, born)) || fate == Fate.LOST) {
            return false;
        }
        if (fate == Fate.CRASH) {
            crash(born);
            return false;
        }
        boolean failed = fate == Fate.UNSTORED_503 || fate == Fate.STORED_503;
        return answer(socket, failed ? status("503 Service Unavailable") : ok(id), fate == Fate.CUT);
    }

    /** A process that has crashed stores nothing any more. */
    private synchronized boolean commit(String id, int born) {
        if (born == process) {
            stored.merge(id, 1, Integer::sum);
        }
        return born == process;
    }

    private synchronized void crash(int born) throws IOException {
        if (born != process) {
            return;
        }
        process++;
        crashes.incrementAndGet();
        for (Socket connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    private boolean answer(Socket socket, String text, boolean cut) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        int length = cut ? cutPoint(bytes.length) : bytes.length;
        socket.getOutputStream().write(bytes, 0, length);
        return !cut;
    }

    private synchronized int cutPoint(int length) {
        cuts.incrementAndGet();
        int point = nextCut++ % length;
        cutAt.add(point);
        return point;
    }

    private static String ok(String id) {
        String body = "{\"id\":\"" + id + "\"}";
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static String status(String line) {
        String body = "{\"error\":\"e\",\"message\":\"outcome uncertain\",\"retryable\":false}";
        return "HTTP/1.1 " + line + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    /** Returns the head of the next request; empty at the end. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static String body(InputStream in, String head) throws IOException {
        String length = head.replaceFirst("(?is).*content-length: *(\\d+).*", "$1");
        return length.equals(head)
                ? ""
                : new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }
}
