package com.featherhq.client.auth;

import com.featherhq.client.http.RepeatableBody;
import com.featherhq.client.http.Secrets;
import java.io.IOException;
import java.net.HttpURLConnection;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a call once that was answered 401, if there is another key by now.
 *
 * <p>An application interceptor, the first of ours. Any method is repeated: a request with a refused key was not
 * processed. A body that can be written only once is not.
 *
 * <p>It also keeps failures whose text holds a secret from getting out: OkHttp quotes a status line that it doesn't
 * understand, and what is quoted there may be what we sent. Here, since each interceptor costs a copy of OkHttp's chain.
 */
final class KeyRotationInterceptor implements Interceptor {

    private final KeyRotation rotation;
    private final Redirects redirects;
    private final Secrets secrets;

    KeyRotationInterceptor(KeyRotation rotation, Redirects redirects, Secrets secrets) {
        this.rotation = rotation;
        this.redirects = redirects;
        this.secrets = secrets;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        try {
            return proceed(chain);
        } catch (IOException e) {
            throw secrets.withoutSecrets(e);
        }
    }

    private Response proceed(Chain chain) throws IOException {
        Response response = redirects.proceed(chain, chain.request());
        SentKey refused = refusedKey(response);
        if (refused == null || !RepeatableBody.isRepeatable(chain.request())) {
            return response;
        }
        SentKey other = otherKey(refused, response);
        if (other == null) {
            return KeyProblem.noted(rotation.problem(), response);
        }
        response.close();
        Request again = chain.request().newBuilder().tag(SentKey.class, other).build();
        return redirects.proceed(chain, again);
    }

    private @Nullable SentKey otherKey(SentKey refused, Response response) throws IOException {
        try {
            return rotation.insteadOf(refused);
        } catch (IOException e) {
            response.close();
            throw e;
        }
    }

    /** The key that this 401 refused; null if it is no 401, or none from where we sent a key. */
    private static @Nullable SentKey refusedKey(Response response) {
        Response wire = response.networkResponse();
        return response.code() == HttpURLConnection.HTTP_UNAUTHORIZED && wire != null
                ? wire.request().tag(SentKey.class)
                : null;
    }
}
