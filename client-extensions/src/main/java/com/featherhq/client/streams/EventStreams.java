package com.featherhq.client.streams;

import java.util.concurrent.Flow;
import okhttp3.Request;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Invocation;
import retrofit2.http.Streaming;

/**
 * Streams of events of one client's calls. {@code FeatherClient.stream} and {@code FeatherClient.streamAsync} lead here.
 * Thread-safe.
 */
public final class EventStreams {

    private final StreamCalls calls;

    /** Makes streams of calls that {@code calls} makes. */
    public EventStreams(StreamCalls calls) {
        this.calls = calls;
    }

    /**
     * Makes a call, on this thread, and returns its events once the first one is there.
     *
     * @throws IllegalArgumentException if the call belongs to a method without {@code @Streaming}: its body would be read whole
     */
    public EventStream open(Call<ResponseBody> call, StreamOptions options) {
        return new EventStream(reader(call, options));
    }

    /**
     * Returns the events for one subscriber. The call is made when it first asks for one.
     *
     * @throws IllegalArgumentException if the call belongs to a method without {@code @Streaming}: its body would be read whole
     */
    public Flow.Publisher<ServerSentEvent> publisher(Call<ResponseBody> call, StreamOptions options) {
        return new EventPublisher(reader(call, options));
    }

    private EventReader reader(Call<ResponseBody> call, StreamOptions options) {
        requireStreaming(call.request());
        return new EventReader(calls, call, options);
    }

    private static void requireStreaming(Request request) {
        Invocation invocation = request.tag(Invocation.class);
        if (invocation != null && !invocation.method().isAnnotationPresent(Streaming.class)) {
            throw new IllegalArgumentException(invocation.service().getSimpleName() + "."
                    + invocation.method().getName()
                    + " isn't annotated with @Streaming, so Retrofit would wait for the end of the stream.");
        }
    }
}
