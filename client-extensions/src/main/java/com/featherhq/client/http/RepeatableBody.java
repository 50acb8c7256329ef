package com.featherhq.client.http;

import java.util.Arrays;
import java.util.Map;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/**
 * The one answer to whether a request can be sent again, for retries, key rotation and redirects alike.
 *
 * <p>{@link RequestBody#isOneShot()} alone does not tell: a multipart body forgets to ask its parts, and so does the
 * wrapper that Retrofit puts around a body under {@code @Header("Content-Type")}. So the arguments are looked at as well.
 */
public final class RepeatableBody {

    private RepeatableBody() {}

    /** Tells whether {@code request} can be sent again as it is; true for none, and for one without a body. */
    public static boolean isRepeatable(@Nullable Request request) {
        if (request == null || request.body() == null) {
            return true;
        }
        if (isOneShot(request.body())) {
            return false;
        }
        Invocation invocation = request.tag(Invocation.class);
        return invocation == null || invocation.arguments().stream().noneMatch(RepeatableBody::isOneShot);
    }

    private static boolean isOneShot(@Nullable Object argument) {
        if (argument instanceof MultipartBody multipart) {
            return multipart.parts().stream().anyMatch(RepeatableBody::isOneShot);
        }
        if (argument instanceof RequestBody body) {
            return body.isOneShot() || body.isDuplex();
        }
        if (argument instanceof MultipartBody.Part part) {
            return isOneShot(part.body());
        }
        if (argument instanceof Map<?, ?> parts) {
            return isOneShot(parts.values());
        }
        if (argument instanceof Object[] parts) {
            return isOneShot(Arrays.asList(parts));
        }
        return argument instanceof Iterable<?> parts && hasOneShot(parts);
    }

    private static boolean hasOneShot(Iterable<?> parts) {
        for (Object part : parts) {
            if (isOneShot(part)) {
                return true;
            }
        }
        return false;
    }
}
