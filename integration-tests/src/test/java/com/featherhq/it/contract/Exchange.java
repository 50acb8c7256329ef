package com.featherhq.it.contract;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response as they went over the wire.
 *
 * @param body what came of the response's body; empty for streams and files, which are not read
 * @param end how the body ended
 */
record Exchange(HttpUrl url, String requestBody, int status, Headers headers, ByteString body, End end) {

    /** How a response's body ended. */
    enum End {
        WHOLE,
        /** The connection ended before the body did, or the body can't be decompressed. */
        CUT,
        TOO_LARGE,
        UNREAD
    }

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The content type in lower case, without parameters; empty if there is none. */
    String contentType() {
        return contentType(headers);
    }

    private static String contentType(Headers headers) {
        String type = headers.get("content-type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(body.asByteBuffer());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    boolean hasByteOrderMark() {
        return body.utf8().startsWith(BYTE_ORDER_MARK);
    }

    /** The body without a byte order mark, which a reader may ignore (RFC 8259, section 8.1). */
    String text() {
        String text = body.utf8();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** Keeps the newest exchange. For one thread at a time. */
    static final class Recorder implements Interceptor {

        private final long largest;
        private volatile @Nullable Exchange last;

        /** @param largest the number of bytes of a body that is read */
        Recorder(long largest) {
            this.largest = largest;
        }

        @Override
        public Response intercept(Chain chain) throws IOException {
            last = null;
            Request request = chain.request();
            Response response = chain.proceed(request);
            ResponseBody body = response.body();
            String type = contentType(response.headers());
            if (body == null || !(type.isEmpty() || type.contains("json") || isText(type))) {
                return unread(request, response);
            }
            Buffer read = new Buffer();
            try (BufferedSource source = body.source()) {
                while (read.size() <= largest && source.read(read, largest + 1 - read.size()) >= 0) {
                    // until it ends or is too large
                }
            } catch (IOException e) {
                record(request, response, read, End.CUT);
                throw e;
            }
            record(request, response, read, read.size() > largest ? End.TOO_LARGE : End.WHOLE);
            return response.newBuilder()
                    .body(ResponseBody.create(read.readByteString(), body.contentType()))
                    .build();
        }

        private static boolean isText(String type) {
            return type.startsWith("text/") && !type.equals("text/event-stream");
        }

        /** A stream may have no end, and of a file the document says nothing. */
        private Response unread(Request request, Response response) throws IOException {
            record(request, response, new Buffer(), End.UNREAD);
            ResponseBody body = response.body();
            if (body == null) {
                return response;
            }
            body.close();
            return response.newBuilder()
                    .body(ResponseBody.create(new byte[0], body.contentType()))
                    .build();
        }

        private void record(Request request, Response response, Buffer body, End end) throws IOException {
            last = new Exchange(
                    request.url(), text(request.body()), response.code(), response.headers(), body.snapshot(), end);
        }

        /** Returns the exchange of the newest attempt, once; null if it had no answer. */
        @Nullable
        Exchange take() {
            Exchange taken = last;
            last = null;
            return taken;
        }

        private static String text(@Nullable RequestBody body) throws IOException {
            if (body == null) {
                return "";
            }
            Buffer buffer = new Buffer();
            body.writeTo(buffer);
            return buffer.readUtf8();
        }
    }
}
