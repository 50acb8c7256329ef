package com.featherhq.client;

import com.featherhq.json.UnreadableBodyException;
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
 * The converters of the generated code, with every failure to read a body told as a {@link MalformedBodyException}.
 *
 * <p>Of what the converter says only the forms that can't quote the body are taken over: models written by hand are read by
 * Gson's own adapters, which quote it.
 */
final class BodyConverterFactory extends Converter.Factory {

    private static final Pattern WRONG_TYPE =
            Pattern.compile("(expected [a-z_ ]{1,40} but found [a-z_ ]{1,40}) at (\\S{0,300})$");
    private static final Pattern NOT_JSON =
            Pattern.compile("is (not JSON, or was cut off; its content type is [\\w.+-]{1,60}/[\\w.+-]{1,60})");

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

    private @Nullable Object convert(Converter<ResponseBody, ?> converter, ResponseBody body) throws IOException {
        try {
            return converter.convert(body);
        } catch (UnreadableBodyException | RuntimeException e) {
            throw unreadable(secrets.mask(String.valueOf(e.getMessage())));
        } catch (MalformedBodyException e) {
            throw e;
        } catch (IOException e) {
            throw secrets.free(e);
        }
    }

    private static MalformedBodyException unreadable(String said) {
        Matcher wrongType = WRONG_TYPE.matcher(said);
        if (wrongType.find()) {
            return MalformedBodyException.unreadable(wrongType.group(2), wrongType.group(1));
        }
        Matcher notJson = NOT_JSON.matcher(said);
        return MalformedBodyException.unreadable("", notJson.find() ? notJson.group(1) : "not of the declared type");
    }
}
