package com.featherhq.it.ratelimit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service that answers 429 beyond a number of requests in any window, and remembers all that came. */
final class LimitedService implements AutoCloseable {

    /** A request, as it came in. */
    record Arrival(long nanos, String machine, boolean accepted) {}

    private final int limit;
    private final long window;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Long> counted = new ArrayDeque<>();
    private final List<Arrival> arrivals = new ArrayList<>();

    private LimitedService(int limit, Duration window, HttpServer server) {
        this.limit = limit;
        this.window = window.toNanos();
        this.server = server;
    }

    static LimitedService start(int limit, Duration window) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        LimitedService service = new LimitedService(limit, window, server);
        server.createContext("/", service::answer);
        server.setExecutor(service.threads);
        server.start();
        return service;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean accepted = accepts(exchange.getRequestURI().getQuery().replaceFirst("machine=", ""));
        String text = accepted ? "{}" : "{\"error\":\"rate_limited\",\"message\":\"too many requests\"}";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(accepted ? 200 : 429, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized boolean accepts(String machine) {
        long now = System.nanoTime();
        while (!counted.isEmpty() && now - counted.getFirst() >= window) {
            counted.removeFirst();
        }
        boolean accepted = counted.size() < limit;
        if (accepted) {
            counted.addLast(now);
        }
        arrivals.add(new Arrival(now, machine, accepted));
        return accepted;
    }

    /** Returns what came since a moment of {@code System.nanoTime()}. */
    synchronized List<Arrival> since(long nanos) {
        return arrivals.stream().filter(arrival -> arrival.nanos() >= nanos).toList();
    }

    /** Returns the most requests in any window, whatever they were answered. */
    synchronized int mostInAnyWindow() {
        int most = 0;
        int first = 0;
        for (int last = 0; last < arrivals.size(); last++) {
            while (arrivals.get(last).nanos() - arrivals.get(first).nanos() >= window) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
