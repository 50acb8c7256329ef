package com.featherhq.client.files;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A range-capable file server on a real socket, with one object, expiring URLs and a fault for every request. */
public final class ScriptedStorage implements AutoCloseable {

    /** What the storage gives to tell versions apart. */
    public enum Validators {
        ETAG,
        WEAK_ETAG,
        LAST_MODIFIED,
        NONE
    }

    private static final String DATE = "Mon, 23 Nov 2026 10:00:00 GMT";

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Fault> script = new ConcurrentLinkedQueue<>();
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final List<byte[]> versions = new CopyOnWriteArrayList<>();
    private final Set<Integer> validTokens = ConcurrentHashMap.newKeySet();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile Validators validators = Validators.ETAG;
    private volatile String headers = "";
    private volatile int tokens;

    ScriptedStorage(byte[] content) throws IOException {
        versions.add(content);
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public static byte[] content(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    public ScriptedStorage script(Fault... faults) {
        script.addAll(Arrays.asList(faults));
        return this;
    }

    void clearScript() {
        script.clear();
    }

    public void validators(Validators kind) {
        validators = kind;
    }

    /** Sets further headers of every answer, each with its line end. */
    public void headers(String lines) {
        headers = lines;
    }

    public void replace(byte[] content) {
        versions.add(content);
    }

    /** Returns a new signed URL. */
    public synchronized String sign() {
        validTokens.add(++tokens);
        return "http://127.0.0.1:" + socket.getLocalPort() + "/audio?token=" + tokens;
    }

    void expireAll() {
        validTokens.clear();
    }

    public byte[] current() {
        return content(version());
    }

    /** Returns whether the object ever was that. */
    boolean hasServed(byte[] content) {
        return versions.stream().anyMatch(version -> Arrays.equals(version, content));
    }

    /** Returns the headers of every request, in lower case, with the request line under the empty name. */
    public List<Map<String, String>> requests() {
        return requests;
    }

    public List<String> ranges() {
        return requests.stream()
                .map(request -> request.getOrDefault("range", "whole"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                Map<String, String> request = read(in);
                if (request == null || !answer(request, connection)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client has hung up.
        } finally {
            connections.remove(connection);
        }
    }

    private static Map<String, String> read(InputStream in) throws IOException {
        Map<String, String> request = new TreeMap<>();
        for (String line = line(in); line != null; line = line(in)) {
            if (line.isEmpty()) {
                return request;
            }
            int colon = request.isEmpty() ? -1 : line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(java.util.Locale.ROOT);
            request.put(name, line.substring(colon + 1).trim());
        }
        return null;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).trim();
            }
            line.write(b);
        }
        return null;
    }

    /** Returns whether the connection can be used again. */
    private boolean answer(Map<String, String> request, Socket connection) throws IOException {
        requests.add(request);
        Fault next = script.poll();
        Fault fault = next == null ? Fault.of(Fault.Kind.NONE) : next;
        switch (fault.kind()) {
            case EXPIRE -> expireAll();
            case CHANGE, CHANGE_IN_RANGE, CHANGE_UNPROVEN, CHANGE_WEAK ->
                versions.add(content(versions.size(), current().length));
            default -> {}
        }
        return new StorageAnswer(this, request, fault, connection.getOutputStream()).send();
    }

    boolean accepts(String requestLine) {
        String query = requestLine.replaceAll(".*token=(\\d+).*", "$1");
        return validTokens.contains(Integer.parseInt(query));
    }

    /** Returns the number of the current version, from 1; late requests may meet another one than they were made for. */
    int version() {
        return versions.size();
    }

    byte[] content(int version) {
        return versions.get(version - 1);
    }

    String validatorHeaders(int version) {
        return headers + validator(version);
    }

    private String validator(int version) {
        return switch (validators) {
            case ETAG -> "Date: " + DATE + "\r\nETag: \"v" + version + "\"\r\n";
            case WEAK_ETAG -> "Date: " + DATE + "\r\nETag: W/\"v" + version + "\"\r\n";
            case LAST_MODIFIED -> "Date: " + DATE + "\r\nLast-Modified: " + lastModified(version) + "\r\n";
            case NONE -> "";
        };
    }

    static boolean names(String validator, int version) {
        return validator.equals("\"v" + version + "\"") || validator.equals(lastModified(version));
    }

    private static String lastModified(int version) {
        return String.format("Sun, 22 Nov 2026 10:%02d:%02d GMT", version / 60, version % 60);
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
