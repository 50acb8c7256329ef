package com.featherhq.client;

import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;

/**
 * The converters of the generated code, with every failure to read a body told as an {@link UnreadableBodyException}: an
 * {@link IOException}, which Retrofit hands on like any other, and without a quotation of the body.
 */
final class BodyConverterFactory extends Converter.Factory {

    private static final Pattern PATH = Pattern.compile("path (\\$\\S{0,200})");

    private final Converter.Factory delegate;

    BodyConverterFactory(Converter.Factory delegate) {
        this.delegate = delegate;
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

    private static @Nullable Object convert(Converter<ResponseBody, ?> converter, ResponseBody body)
            throws IOException {
        try {
            return converter.convert(body);
        } catch (MalformedJsonException e) {
            throw new UnreadableBodyException(location(e), "not JSON");
        } catch (EOFException e) {
            throw fromJsonReader(e) ? new UnreadableBodyException(location(e), "the JSON ends here") : e;
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static IOException unreadable(RuntimeException e) {
        if (e.getCause() instanceof IOException io && !(io instanceof MalformedJsonException)) {
            return io;
        }
        return new UnreadableBodyException(location(e), "not of the declared type");
    }

    /** OkHttp's end of input has no path. */
    private static boolean fromJsonReader(EOFException e) {
        return PATH.matcher(String.valueOf(e.getMessage())).find();
    }

    private static String location(Exception e) {
        Matcher matcher = PATH.matcher(String.valueOf(e.getMessage()));
        String location = "$";
        while (matcher.find()) {
            location = matcher.group(1);
        }
        return location.endsWith(".") ? location.substring(0, location.length() - 1) : location;
    }
}
