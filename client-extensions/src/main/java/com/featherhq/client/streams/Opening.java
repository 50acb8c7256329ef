package com.featherhq.client.streams;

import com.featherhq.client.retry.AttemptStep;
import java.io.IOException;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;

/** The step of each attempt that opens a stream: it waits for the first event, so that what fails before it is retried. */
final class Opening implements AttemptStep<ResponseBody> {

    private final StreamOptions options;
    private final EventBody.Progress before;
    private @Nullable EventBody events;

    private Opening(StreamOptions options, EventBody.Progress before) {
        this.options = options;
        this.before = before;
    }

    /** Makes {@code call}; the events of its response come after those of {@code before}. */
    static EventBody open(
            StreamCalls calls, Call<ResponseBody> call, StreamOptions options, EventBody.Progress before) {
        Opening opening = new Opening(options, before);
        boolean added = AttemptStep.add(call, opening);
        Response<ResponseBody> response = calls.open(call);
        try {
            if (!added) {
                opening.responded(response);
            }
            return opening.events(calls, call, response);
        } catch (IOException e) {
            call.cancel();
            throw calls.failure(call, e);
        }
    }

    @Override
    public Headers headers() {
        Headers.Builder headers = new Headers.Builder().add("Accept", "text/event-stream");
        return (before.lastEventId.isEmpty() ? headers : headers.add("Last-Event-ID", before.lastEventId)).build();
    }

    @Override
    public void responded(Response<ResponseBody> response) throws IOException {
        ResponseBody body = response.body();
        if (body == null || !isEventStream(body.contentType())) {
            return; // The status tells, or the client's exception will.
        }
        EventBody opened = new EventBody(response, body, options, before);
        opened.awaitFirst();
        events = opened;
    }

    private EventBody events(StreamCalls calls, Call<ResponseBody> call, Response<ResponseBody> response)
            throws IOException {
        ResponseBody body = response.body();
        if (events != null) {
            return events;
        }
        if (body == null) {
            EventBody none = new EventBody(response, ResponseBody.create("", null), options, before);
            none.awaitFirst();
            return none;
        }
        try (body) {
            EventBody.limitSilence(body.source(), options);
            throw calls.noStream(call, response);
        }
    }

    private static boolean isEventStream(@Nullable MediaType type) {
        return type != null && type.type().equals("text") && type.subtype().equals("event-stream");
    }
}
