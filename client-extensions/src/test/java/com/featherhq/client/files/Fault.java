package com.featherhq.client.files;

/**
 * How {@link ScriptedStorage} answers one request.
 *
 * @param bytes what the kind makes of it: where to stop, how far to be off, which status
 */
public record Fault(Kind kind, int bytes) {

    public enum Kind {
        /** As it should be. */
        NONE,
        /** The right headers, then the connection is cut after {@code bytes} of the body. */
        DROP,
        /** No answer at all. */
        HANG_UP,
        /** That status, with a short body. */
        STATUS,
        /** 503 with {@code Retry-After: bytes}. */
        BUSY,
        /** All URLs given so far are void: 403. */
        EXPIRE,
        /** The object is replaced by another one of the same size before the answer. */
        CHANGE,
        /** The object is replaced, and If-Range is not looked at. */
        CHANGE_IN_RANGE,
        /** The object is replaced, If-Range is not looked at, and the 206 has no validator. */
        CHANGE_UNPROVEN,
        /** The same, with a weak ETag. */
        CHANGE_WEAK,
        /** A status line that repeats the request. */
        ECHO,
        /** Chunked, with the request in place of the first chunk's size. */
        ECHO_IN_CHUNK,
        /** Chunked and whole, but for the last chunk, which says that it was the last. */
        CHUNKED_ENDLESS,
        /** A 206 from another byte than the one asked for. */
        WRONG_RANGE,
        /** A 206 without Content-Range. */
        NAMELESS_RANGE,
        /** A 206 that stops before the end, as it says itself. */
        SHORT_RANGE,
        /** A 200 whatever was asked for. */
        IGNORE_RANGE,
        /** Chunked, whole. */
        CHUNKED,
        /** Chunked, cut after {@code bytes}. */
        CHUNKED_DROP,
        /** Content-Length says {@code bytes} more than there are. */
        LONGER,
        /** Content-Length says {@code bytes} fewer than there are, and only those are sent. */
        SHORTER,
        /** Neither length nor chunks: the end of the connection ends the body, after {@code bytes}. */
        UNFRAMED,
        /** Content-Encoding gzip, though identity was asked for. */
        GZIP,
        /** The same, cut after {@code bytes} of the encoded body. */
        GZIP_DROP,
        /** An encoding that nobody asked for and the client does not know. */
        BROTLI,
        /** 302 to the same object under another path. */
        REDIRECT,
        /** {@code bytes} of the body, then silence. */
        STALL
    }

    public static Fault of(Kind kind) {
        return new Fault(kind, 0);
    }

    public static Fault of(Kind kind, int bytes) {
        return new Fault(kind, bytes);
    }
}
