package com.featherhq.client;

import com.featherhq.client.retry.Attempt;
import java.util.List;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer of the service, with what came along. Immutable if the value is.
 *
 * <pre>{@code
 * ApiResponse<RecordingPlaybackResponse> response =
 *         client.executeForResponse(client.api(VoiceApi.class).getRecordingPlaybackUrl(recordingId));
 * System.out.println(response.statusCode() + " after " + response.attempts());
 * }</pre>
 *
 *
 * @param <T> the type of the value
 * @see FeatherClient#executeForResponse
 */
public final class ApiResponse<T extends @Nullable Object> {

    private final T value;
    private final int statusCode;
    private final Headers headers;
    private final @Nullable String requestId;
    private final List<Attempt> attempts;

    ApiResponse(T value, int statusCode, Headers headers, @Nullable String requestId, List<Attempt> attempts) {
        this.value = value;
        this.statusCode = statusCode;
        this.headers = headers;
        this.requestId = requestId;
        this.attempts = attempts;
    }

    /** Returns the value; null only for a call that is declared to have none ({@code Call<Void>}). */
    public T value() {
        return value;
    }

    /** Returns the HTTP status, 200 to 299. */
    public int statusCode() {
        return statusCode;
    }

    /** Returns the headers of the response. */
    public Headers headers() {
        return headers;
    }

    /** Returns the response's {@code x-request-id} or {@code request-id}, or null. At most 128 characters. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** Returns the attempts, the first one first; empty if the call was not one of this client's. Unmodifiable. */
    public List<Attempt> attempts() {
        return attempts;
    }

    /** Says nothing of value and headers: both may hold secrets. */
    @Override
    public String toString() {
        return "ApiResponse[statusCode=" + statusCode + ", requestId=" + requestId + ", attempts=" + attempts.size()
                + "]";
    }
}
