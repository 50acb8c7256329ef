package com.featherhq.client.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** One answer of {@link ScriptedStorage}. */
final class StorageAnswer {

    private final ScriptedStorage storage;
    private final Map<String, String> request;
    private final Fault fault;
    private final OutputStream out;
    private final int version;
    private final byte[] content;

    StorageAnswer(ScriptedStorage storage, Map<String, String> request, Fault fault, OutputStream out) {
        this.storage = storage;
        this.request = request;
        this.fault = fault;
        this.out = out;
        this.version = storage.version();
        this.content = storage.content(version);
    }

    boolean send() throws IOException {
        if (!storage.accepts(request.get(""))) {
            return error(403, "");
        }
        return switch (fault.kind()) {
            case HANG_UP -> false;
            case STATUS -> error(fault.bytes(), "");
            case BUSY -> error(503, "Retry-After: " + fault.bytes() + "\r\n");
            case REDIRECT -> error(302, "Location: " + request.get("").split(" ", -1)[1] + "&redirected\r\n");
            case ECHO -> echo();
            case ECHO_IN_CHUNK -> echoInChunk();
            case CHUNKED, CHUNKED_ENDLESS -> chunked(content.length);
            case CHUNKED_DROP -> chunked(fault.bytes());
            case UNFRAMED -> unframed();
            case BROTLI -> error(200, "Content-Encoding: br\r\n");
            case GZIP -> gzipped(Integer.MAX_VALUE);
            case GZIP_DROP -> gzipped(fault.bytes());
            default -> ranged();
        };
    }

    private boolean ranged() throws IOException {
        int from = wantedFrom();
        boolean unchanged = request.get("if-range") == null || ScriptedStorage.names(request.get("if-range"), version);
        boolean ignored = fault.kind() == Fault.Kind.IGNORE_RANGE || (!unchanged && !ignoresIfRange());
        if (from == 0 || ignored) {
            return whole();
        }
        return from >= content.length ? error(416, "Content-Range: bytes */" + content.length + "\r\n") : part(from);
    }

    private boolean ignoresIfRange() {
        return switch (fault.kind()) {
            case CHANGE_IN_RANGE, CHANGE_UNPROVEN, CHANGE_WEAK -> true;
            default -> false;
        };
    }

    private String rangeValidator() {
        return switch (fault.kind()) {
            case CHANGE_UNPROVEN -> "";
            case CHANGE_WEAK -> "ETag: W/\"v" + version + "\"\r\n";
            default -> storage.validatorHeaders(version);
        };
    }

    private boolean echo() throws IOException {
        out.write(("HTTP/1.1 no " + request.get("") + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return false;
    }

    private boolean echoInChunk() throws IOException {
        head("200 OK", "Transfer-Encoding: chunked\r\n");
        out.write(("1" + request.get("") + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return false;
    }

    private int wantedFrom() {
        String range = request.get("range");
        return range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    }

    private boolean whole() throws IOException {
        int shift =
                switch (fault.kind()) {
                    case LONGER -> fault.bytes();
                    case SHORTER -> -Math.min(fault.bytes(), content.length);
                    default -> 0;
                };
        int sent = Math.min(content.length, content.length + shift);
        head("200 OK", storage.validatorHeaders(version) + "Content-Length: " + (content.length + shift) + "\r\n");
        return body(Arrays.copyOf(content, sent)) && shift <= 0;
    }

    private boolean part(int from) throws IOException {
        int start = fault.kind() == Fault.Kind.WRONG_RANGE ? Math.max(0, from - 1 - fault.bytes() % from) : from;
        int end = fault.kind() == Fault.Kind.SHORT_RANGE
                ? Math.min(content.length, start + 1 + fault.bytes())
                : content.length;
        String range = "Content-Range: bytes " + start + "-" + (end - 1) + "/" + content.length + "\r\n";
        head(
                "206 Partial Content",
                rangeValidator() + (fault.kind() == Fault.Kind.NAMELESS_RANGE ? "" : range) + "Content-Length: "
                        + (end - start) + "\r\n");
        return body(Arrays.copyOfRange(content, start, end));
    }

    /** Sends as much as the fault lets through. */
    private boolean body(byte[] bytes) throws IOException {
        boolean cut = fault.kind() == Fault.Kind.DROP || fault.kind() == Fault.Kind.STALL;
        out.write(bytes, 0, cut ? Math.min(fault.bytes(), bytes.length) : bytes.length);
        out.flush();
        if (fault.kind() == Fault.Kind.STALL) {
            awaitInterrupt();
        }
        return !cut;
    }

    private static void awaitInterrupt() {
        try {
            new java.util.concurrent.CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean chunked(int bytes) throws IOException {
        head("200 OK", storage.validatorHeaders(version) + "Transfer-Encoding: chunked\r\n");
        int length = Math.min(bytes, content.length);
        if (length > 0) {
            out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(content, 0, length);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        boolean complete = fault.kind() == Fault.Kind.CHUNKED;
        out.write((complete ? "0\r\n\r\n" : "").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return complete;
    }

    private boolean unframed() throws IOException {
        head("200 OK", storage.validatorHeaders(version) + "Connection: close\r\n");
        out.write(content, 0, Math.min(fault.bytes(), content.length));
        out.flush();
        return false;
    }

    private boolean gzipped(int limit) throws IOException {
        byte[] encoded = ScriptedStorage.gzip(content);
        head(
                "200 OK",
                storage.validatorHeaders(version) + "Content-Encoding: gzip\r\nContent-Length: " + encoded.length
                        + "\r\n");
        out.write(encoded, 0, Math.min(limit, encoded.length));
        out.flush();
        return limit >= encoded.length;
    }

    private boolean error(int status, String headers) throws IOException {
        head(status + " Scripted", headers + "Content-Length: 2\r\n");
        out.write("no".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return true;
    }

    private void head(String status, String headers) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\n" + headers + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
