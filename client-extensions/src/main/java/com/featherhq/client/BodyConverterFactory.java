package com.featherhq.client;

import com.featherhq.client.http.Secrets;
import com.featherhq.client.http.UndeclaredException;
import com.featherhq.json.UnreadableBodyException;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.http.Streaming;

/** The converters of the generated code, up to a number of bytes, and with no secret in what they say of a body that can't be read. */
final class BodyConverterFactory extends Converter.Factory {

    private static final int LONGEST_TEXT = 300;
    private static final long UNLIMITED = 0;

    private final Converter.Factory delegate;
    private final Secrets secrets;
    private final long maxBytes;

    /** Makes converters for bodies of at most {@code maxBytes}; 0 for no limit. */
    BodyConverterFactory(Converter.Factory delegate, Secrets secrets, long maxBytes) {
        this.delegate = delegate;
        this.secrets = secrets;
        this.maxBytes = maxBytes;
    }

    @Override
    public @Nullable Converter<ResponseBody, ?> responseBodyConverter(
            Type type, Annotation[] annotations, Retrofit retrofit) {
        Converter<ResponseBody, ?> converter = delegate.responseBodyConverter(type, annotations, retrofit);
        boolean streaming = Arrays.stream(annotations).anyMatch(Streaming.class::isInstance);
        long limit = streaming ? UNLIMITED : maxBytes;
        return converter == null ? null : body -> convert(converter, body, limit);
    }

    @Override
    public @Nullable Converter<?, RequestBody> requestBodyConverter(
            Type type, Annotation[] parameterAnnotations, Annotation[] methodAnnotations, Retrofit retrofit) {
        return delegate.requestBodyConverter(type, parameterAnnotations, methodAnnotations, retrofit);
    }

    @Override
    public @Nullable Converter<?, String> stringConverter(Type type, Annotation[] annotations, Retrofit retrofit) {
        return delegate.stringConverter(type, annotations, retrofit);
    }

    /** A pointer has names from the body in it, and a content type is the server's to choose. */
    private String clean(String text) {
        return ErrorBodyReader.clean(text, LONGEST_TEXT, secrets);
    }

    private @Nullable Object convert(Converter<ResponseBody, ?> converter, ResponseBody body, long limit)
            throws IOException {
        try {
            return converter.convert(limited(body, limit));
        } catch (UnreadableBodyException e) {
            throw new UnreadableBodyException(clean(e.problem()), clean(e.pointer()), e.isCutOff());
        } catch (IOException e) {
            throw secrets.withoutSecrets(e);
        } catch (Error e) {
            throw UndeclaredException.of(e);
        }
    }

    /** What OkHttp has promised not to be longer is not counted again. */
    private static ResponseBody limited(ResponseBody body, long limit) throws TooLargeException {
        long length = body.contentLength();
        if (limit == UNLIMITED || (length >= 0 && length <= limit)) {
            return body;
        }
        if (length > limit) {
            body.close();
            throw new TooLargeException(limit);
        }
        return new LimitedBody(body, limit);
    }

    /** A body is larger than the limit. */
    static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        private final long limit;

        TooLargeException(long limit) {
            super("The response body is larger than the limit of " + limit + " bytes.");
            this.limit = limit;
        }

        long limit() {
            return limit;
        }
    }

    /** A body that ends with a {@link TooLargeException} at the first byte beyond the limit, after decompression. */
    private static final class LimitedBody extends ResponseBody {

        private final ResponseBody delegate;
        private final BufferedSource source;

        LimitedBody(ResponseBody delegate, long limit) {
            this.delegate = delegate;
            this.source = Okio.buffer(new LimitedSource(delegate.source(), limit));
        }

        @Override
        public @Nullable MediaType contentType() {
            return delegate.contentType();
        }

        @Override
        public long contentLength() {
            return delegate.contentLength();
        }

        @Override
        public BufferedSource source() {
            return source;
        }
    }

    private static final class LimitedSource extends ForwardingSource {

        private final long limit;
        private long left;

        LimitedSource(BufferedSource delegate, long limit) {
            super(delegate);
            this.limit = limit;
            this.left = limit;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long read = super.read(sink, Math.min(byteCount, Math.max(left, left + 1)));
            left -= Math.max(0, read);
            if (left < 0) {
                throw new TooLargeException(limit);
            }
            return read;
        }
    }
}
