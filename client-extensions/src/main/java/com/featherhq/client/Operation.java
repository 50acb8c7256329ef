package com.featherhq.client;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.HEAD;
import retrofit2.http.HTTP;
import retrofit2.http.OPTIONS;
import retrofit2.http.PATCH;
import retrofit2.http.POST;
import retrofit2.http.PUT;

/**
 * What may be said about a call anywhere: the operation, the method and the path template, never a value.
 *
 * @param name as in the generated code: {@code VoiceApi.getRecordingPlaybackUrl}
 * @param httpMethod upper case
 * @param pathTemplate as in the document, without the leading slash: {@code v1/voice/recordings/{recording_id}}
 */
public record Operation(String name, String httpMethod, String pathTemplate) {

    /** The name and path template of a call that no interface method stands for. */
    static final String UNDECLARED = "undeclared";

    static Operation of(Request request) {
        Invocation invocation = request.tag(Invocation.class);
        if (invocation == null) {
            return new Operation(UNDECLARED, request.method(), UNDECLARED);
        }
        return declared(invocation.method().getDeclaringClass(), invocation.method(), request.method());
    }

    /** Tells whether the method only reads (RFC 9110 §9.2.1). */
    boolean isSafe() {
        return switch (httpMethod) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }

    private static Operation declared(Class<?> service, Method method, String httpMethod) {
        String path = UNDECLARED;
        for (Annotation annotation : method.getAnnotations()) {
            String template = template(annotation);
            if (template != null && !template.isEmpty()) {
                path = withoutQuery(template.startsWith("/") ? template.substring(1) : template);
            }
        }
        return new Operation(service.getSimpleName() + "." + method.getName(), httpMethod, path);
    }

    private static String withoutQuery(String template) {
        int query = template.indexOf('?');
        return query < 0 ? template : template.substring(0, query);
    }

    private static @Nullable String template(Annotation annotation) {
        if (annotation instanceof GET get) {
            return get.value();
        } else if (annotation instanceof POST post) {
            return post.value();
        } else if (annotation instanceof PUT put) {
            return put.value();
        } else if (annotation instanceof PATCH patch) {
            return patch.value();
        } else if (annotation instanceof DELETE delete) {
            return delete.value();
        } else if (annotation instanceof HEAD head) {
            return head.value();
        } else if (annotation instanceof OPTIONS options) {
            return options.value();
        }
        return annotation instanceof HTTP http ? http.path() : null;
    }

    /** Returns for example {@code GET v1/voice/recordings/{recording_id} (VoiceApi.getRecording)}. */
    @Override
    public String toString() {
        return name.equals(UNDECLARED)
                ? httpMethod + " (undeclared)"
                : httpMethod + " " + pathTemplate + " (" + name + ")";
    }
}
