package com.featherhq.it;

import java.io.IOException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Asks Prism for an answer and keeps what went over the wire; for each thread the last exchange. */
@SuppressWarnings("ThreadLocalUsage") // each tap has its own, and lives as long as a test
final class WireTap implements Interceptor {

    private final ThreadLocal<String> preference = new ThreadLocal<>();
    private final ThreadLocal<Exchange> last = new ThreadLocal<>();

    /** What went over the wire. A multipart body is left out. */
    record Exchange(Request request, String requestBody, Response response, String responseBody) {}

    /** Sets the {@code Prefer} header of this thread's next calls. */
    void prefer(String preference) {
        this.preference.set(preference);
        last.remove();
    }

    /** This thread's last exchange, or null if none has come to an end. */
    @Nullable
    Exchange last() {
        return last.get();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request =
                chain.request().newBuilder().header("Prefer", preference.get()).build();
        Response response = chain.proceed(request);
        last.set(new Exchange(
                request,
                text(request.body()),
                response,
                Objects.requireNonNull(response.peekBody(Long.MAX_VALUE)).string()));
        return response;
    }

    private static String text(@Nullable RequestBody body) throws IOException {
        Buffer buffer = new Buffer();
        if (body != null) {
            body.writeTo(buffer);
        }
        return buffer.readUtf8();
    }
}
