package com.featherhq.it.recordings;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The playback operation and a range-capable storage on one loopback port. The URLs are signed and expire; a request to
 * the storage that carries the key is refused, so that a leaked key fails a test.
 */
public final class RecordingService implements AutoCloseable {

    public static final String KEY = "fth_live_recordings";

    private static final long VALID_SECONDS = 600;
    private static final byte[] SECRET = "only for signatures".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket;
    private final ToLongFunction<UUID> size;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "recording-service");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger leases = new AtomicInteger();
    private final AtomicInteger downloads = new AtomicInteger();
    private final AtomicInteger resumptions = new AtomicInteger();
    private final AtomicLong dropAt = new AtomicLong(-1);
    private final AtomicLong bytesLeft = new AtomicLong(Long.MAX_VALUE);
    private volatile Runnable action = () -> {};
    private volatile long pauseMillis;

    private RecordingService(ToLongFunction<UUID> size) throws IOException {
        this.size = size;
        this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    /** Starts a service whose recordings have the sizes that the function gives. */
    public static RecordingService start(ToLongFunction<UUID> size) throws IOException {
        RecordingService service = new RecordingService(size);
        service.threads.execute(service::accept);
        return service;
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/";
    }

    int leases() {
        return leases.get();
    }

    int downloads() {
        return downloads.get();
    }

    /** Returns how many downloads asked for a range. */
    int resumptions() {
        return resumptions.get();
    }

    /** Cuts the next connection that gets to this byte of a recording. */
    void dropOnceAt(long position) {
        dropAt.set(position);
    }

    /** Runs the action, once and on a thread of its own, when that many more bytes of recordings have been sent. */
    void afterBytes(long bytes, Runnable task) {
        action = task;
        bytesLeft.set(bytes);
    }

    /** Sends slowly: a pause after every 64 KiB. */
    void pauseBetweenChunks(long millis) {
        pauseMillis = millis;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = new BufferedOutputStream(connection.getOutputStream(), Pattern.CHUNK);
            boolean reusable = true;
            while (reusable) {
                Map<String, String> request = read(in);
                reusable = request != null && answer(request, out);
                out.flush();
            }
        } catch (IOException e) {
            // The client has hung up, or was killed.
        }
    }

    private static Map<String, String> read(InputStream in) throws IOException {
        Map<String, String> request = new TreeMap<>();
        for (String line = line(in); line != null; line = line(in)) {
            if (line.isEmpty()) {
                return request;
            }
            int colon = request.isEmpty() ? -1 : line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
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

    private boolean answer(Map<String, String> request, OutputStream out) throws IOException {
        String target = request.get("").split(" ", -1)[1];
        boolean withKey = KEY.equals(request.get("x-api-key"));
        if (target.startsWith("/v1/voice/recordings/")) {
            leases.incrementAndGet();
            return withKey ? lease(UUID.fromString(target.split("/", -1)[4]), out) : error(401, out);
        }
        UUID id = UUID.fromString(target.replaceAll("/storage/([^?]*).*", "$1"));
        long expires = Long.parseLong(target.replaceAll(".*expires=(\\d+).*", "$1"));
        boolean signed = target.endsWith("&signature=" + signature(id, expires));
        if (withKey || !signed || expires < System.currentTimeMillis() / 1000) {
            return error(403, out);
        }
        downloads.incrementAndGet();
        return recording(id, request, out);
    }

    private boolean lease(UUID id, OutputStream out) throws IOException {
        long expires = System.currentTimeMillis() / 1000 + VALID_SECONDS;
        String url = baseUrl() + "storage/" + id + "?expires=" + expires + "&signature=" + signature(id, expires);
        String body = "{\"url\":\"" + url + "\",\"expires_in\":" + VALID_SECONDS + ",\"duration_ms\":187340,\"bytes\":"
                + size.applyAsLong(id) + ",\"status\":\"available\"}";
        head("200 OK", "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n", out);
        out.write(body.getBytes(StandardCharsets.US_ASCII));
        return true;
    }

    private boolean recording(UUID id, Map<String, String> request, OutputStream out) throws IOException {
        long total = size.applyAsLong(id);
        String etag = "\"" + id + "\"";
        String range = request.getOrDefault("range", "bytes=0-");
        boolean current = request.getOrDefault("if-range", etag).equals(etag);
        long from = current ? Long.parseLong(range.replaceAll("bytes=(\\d+)-", "$1")) : 0;
        if (from > 0 && from >= total) {
            return error(416, out);
        }
        String common = "ETag: " + etag + "\r\nContent-Length: " + (total - from) + "\r\n";
        if (from == 0) {
            head("200 OK", common, out);
        } else {
            resumptions.incrementAndGet();
            String contentRange = "Content-Range: bytes " + from + "-" + (total - 1) + "/" + total + "\r\n";
            head("206 Partial Content", common + contentRange, out);
        }
        return send(from, total, out);
    }

    private boolean send(long from, long total, OutputStream out) throws IOException {
        for (long position = from; position < total; ) {
            int length = (int) Math.min(Pattern.CHUNK, total - position);
            out.write(Pattern.block(), Pattern.indexOf(position), length);
            position += length;
            count(length);
            long drop = dropAt.get();
            if (drop >= 0 && position >= drop && dropAt.compareAndSet(drop, -1)) {
                return false;
            }
            pause();
        }
        return true;
    }

    private void count(int length) {
        long before = bytesLeft.getAndAdd(-length);
        if (before > 0 && before <= length) {
            threads.execute(action);
        }
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static boolean error(int status, OutputStream out) throws IOException {
        head(status + " Refused", "Content-Length: 0\r\n", out);
        return true;
    }

    private static void head(String status, String headers, OutputStream out) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String signature(UUID id, long expires) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((id + ":" + expires).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
