package com.featherhq.json;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.HTTP;
import retrofit2.http.Header;
import retrofit2.http.Headers;
import retrofit2.http.PATCH;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Part;
import retrofit2.http.Path;

/** Retrofit's converters for the generated models. */
final class FeatherConverters extends Converter.Factory {

    private static final long SHORT = 8192;
    private static final MediaType JSON = MediaType.get("application/json; charset=UTF-8");
    private static final MediaType PLAIN_TEXT = MediaType.get("text/plain; charset=utf-8");

    private final Gson gson = FeatherJson.gson();
    private final @Nullable DriftListener listener;

    FeatherConverters(@Nullable DriftListener listener) {
        this.listener = listener;
    }

    @Override
    public Converter<ResponseBody, ?> responseBodyConverter(Type type, Annotation[] annotations, Retrofit retrofit) {
        if (type == String.class && isText(header(annotations, "Accept"))) {
            return ResponseBody::string;
        }
        TypeAdapter<?> adapter = gson.getAdapter(TypeToken.get(type));
        String operation = listener == null ? "" : operation(annotations);
        return body -> read(body, adapter, operation);
    }

    private @Nullable Object read(ResponseBody body, TypeAdapter<?> adapter, String operation) throws IOException {
        try (body) {
            Reader text = reader(body);
            JsonReader in = new ObservedReader(text, operation, listener);
            Object value = adapter.read(in);
            if (in.peek() != JsonToken.END_DOCUMENT) {
                throw new MalformedJsonException("more than one value");
            }
            return value;
        } catch (MalformedJsonException | EOFException e) {
            MediaType type = body.contentType();
            String named = type == null ? "not given" : type.type() + "/" + type.subtype();
            throw new UnreadableBodyException(
                    "not JSON, or was cut off; its content type is " + named, "", isCutOff(e));
        } catch (MismatchException e) {
            throw e.inResponse();
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            // From an adapter of Gson's own, whose messages quote the body.
            throw new UnreadableBodyException("not of the declared type", "");
        }
    }

    /** Gson tells of an end amid a string by its text only. */
    private static boolean isCutOff(IOException e) {
        return e instanceof EOFException || String.valueOf(e.getMessage()).startsWith("Unterminated string");
    }

    /** A short body is read as one string: the decoder of a stream brings a buffer of 8 KiB, a third of what a call costs. */
    private static Reader reader(ResponseBody body) throws IOException {
        return body.source().request(SHORT) ? body.charStream() : new StringReader(body.string());
    }

    @Override
    public @Nullable Converter<?, RequestBody> requestBodyConverter(
            Type type, Annotation[] parameterAnnotations, Annotation[] methodAnnotations, Retrofit retrofit) {
        if (type instanceof Class<?> c && Form.class.isAssignableFrom(c)) {
            return form -> ((Form) form).toRequestBody();
        }
        String contentType = header(methodAnnotations, "Content-Type");
        if (type == String.class && isText(contentType)) {
            MediaType text = MediaType.get(contentType);
            return value -> RequestBody.create((String) value, text);
        }
        for (Annotation annotation : parameterAnnotations) {
            if (annotation instanceof Part && isText(gson.getAdapter(TypeToken.get(type)), type)) {
                // A form's text field is plain text; as JSON it would carry quotes.
                return value -> RequestBody.create(WireText.of(value), PLAIN_TEXT);
            }
        }
        TypeAdapter<?> adapter = gson.getAdapter(TypeToken.get(type));
        return value -> body(value, adapter);
    }

    /** The value as JSON in UTF-8, as Retrofit's own converter makes it; one that lacks a required property isn't sent. */
    @SuppressWarnings("unchecked") // the adapter is that of the value's declared type
    private <T> RequestBody body(T value, TypeAdapter<?> adapter) throws IOException {
        Buffer buffer = new Buffer();
        SendingWriter out = new SendingWriter(new OutputStreamWriter(buffer.outputStream(), StandardCharsets.UTF_8));
        out.setHtmlSafe(false);
        ((TypeAdapter<T>) adapter).write(out, value);
        out.close();
        out.requireComplete();
        return RequestBody.create(buffer.readByteString(), JSON);
    }

    private static boolean isText(TypeAdapter<?> adapter, Type type) {
        return adapter instanceof EnumAdapter<?>
                || (type instanceof Class<?> c && (c.getPackageName().startsWith("java.") || c.isPrimitive()));
    }

    @Override
    public @Nullable Converter<?, String> stringConverter(Type type, Annotation[] annotations, Retrofit retrofit) {
        Path path = find(Path.class, annotations);
        if (path != null) {
            boolean encode = find(FullyEncoded.class, annotations) != null;
            return value -> {
                String text = AddressText.path(path.value(), WireText.of(value));
                return encode ? AddressText.encoded(text) : text;
            };
        }
        Header header = find(Header.class, annotations);
        if (header != null) {
            return value -> AddressText.header(header.value(), WireText.of(value));
        }
        if (type == OffsetDateTime.class) {
            return value -> DateTimes.format((OffsetDateTime) value);
        }
        boolean isUnion = type instanceof Class<?> c && JsonUnion.class.isAssignableFrom(c);
        return isUnion || type == JsonElement.class ? WireText::of : null;
    }

    private static boolean isText(String mediaType) {
        return mediaType.startsWith("text/");
    }

    /** The value of a header that is declared at the method; empty if there's none. */
    private static String header(Annotation[] annotations, String name) {
        Headers headers = find(Headers.class, annotations);
        for (String header : headers == null ? new String[0] : headers.value()) {
            if (header.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return header.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    private static <A extends Annotation> @Nullable A find(Class<A> type, Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (type.isInstance(annotation)) {
                return type.cast(annotation);
            }
        }
        return null;
    }

    private static String operation(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof GET get) {
                return "GET " + get.value();
            } else if (annotation instanceof POST post) {
                return "POST " + post.value();
            } else if (annotation instanceof PUT put) {
                return "PUT " + put.value();
            } else if (annotation instanceof PATCH patch) {
                return "PATCH " + patch.value();
            } else if (annotation instanceof DELETE delete) {
                return "DELETE " + delete.value();
            } else if (annotation instanceof HTTP http) {
                return http.method() + " " + http.path();
            }
        }
        return "";
    }
}
