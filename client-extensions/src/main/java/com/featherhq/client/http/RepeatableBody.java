package com.featherhq.client;

import java.util.Map;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/**
 * Finds out whether a request can be sent again.
 *
 * <p>{@link RequestBody#isOneShot()} alone does not tell: a multipart body forgets to ask its parts, and so does the
 * wrapper that Retrofit puts around a body under {@code @Header("Content-Type")}. So the arguments are looked at as well.
 */
final class OneShotBodies {

    private OneShotBodies() {}

    static boolean isReplayable(@Nullable Request request) {
        if (request == null || request.body() == null) {
            return true;
        }
        if (isOneShot(request.body())) {
            return false;
        }
        Invocation invocation = request.tag(Invocation.class);
        return invocation == null || invocation.arguments().stream().noneMatch(OneShotBodies::isOneShot);
    }

    private static boolean isOneShot(@Nullable Object argument) {
        if (argument instanceof MultipartBody multipart) {
            return multipart.parts().stream().anyMatch(OneShotBodies::isOneShot);
        }
        if (argument instanceof RequestBody body) {
            return body.isOneShot() || body.isDuplex();
        }
        if (argument instanceof MultipartBody.Part part) {
            return isOneShot(part.body());
        }
        if (argument instanceof Map<?, ?> parts) {
            return parts.values().stream().anyMatch(OneShotBodies::isOneShot);
        }
        if (argument instanceof Iterable<?> parts) {
            for (Object part : parts) {
                if (isOneShot(part)) {
                    return true;
                }
            }
        }
        return argument instanceof Object[] parts && isOneShot(java.util.Arrays.asList(parts));
    }
}
