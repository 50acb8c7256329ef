package com.featherhq.client;

import com.featherhq.client.http.Secrets;
import com.featherhq.json.UnreadableBodyException;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;

/** The converters of the generated code, with no secret in what they say of a body that can't be read. */
final class BodyConverterFactory extends Converter.Factory {

    private static final int LONGEST_TEXT = 300;

    private final Converter.Factory delegate;
    private final Secrets secrets;

    BodyConverterFactory(Converter.Factory delegate, Secrets secrets) {
        this.delegate = delegate;
        this.secrets = secrets;
    }

    @Override
    public @Nullable Converter<ResponseBody, ?> responseBodyConverter(
            Type type, Annotation[] annotations, Retrofit retrofit) {
        Converter<ResponseBody, ?> converter = delegate.responseBodyConverter(type, annotations, retrofit);
        return converter == null ? null : body -> convert(converter, body);
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

    private @Nullable Object convert(Converter<ResponseBody, ?> converter, ResponseBody body) throws IOException {
        try {
            return converter.convert(body);
        } catch (UnreadableBodyException e) {
            throw new UnreadableBodyException(clean(e.problem()), clean(e.pointer()), e.isCutOff());
        } catch (IOException e) {
            throw secrets.withoutSecrets(e);
        }
    }
}
