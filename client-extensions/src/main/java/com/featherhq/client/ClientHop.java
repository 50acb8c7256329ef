package com.featherhq.client;

import com.featherhq.client.http.CallScope;
import com.featherhq.client.http.Hop;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * What this client does on the wire besides authentication: what retrying does, the {@code User-Agent}, and error bodies
 * that are read up to 64 KiB.
 *
 * <p>Retrofit reads the body of an answer that is no success into memory whole, and fails if it breaks off; what the
 * service answered would be lost with a body that a proxy made endless.
 */
final class ClientHop implements Hop {

    static final int MOST_BYTES = 64 * 1024;

    private final Hop retries;
    private final String userAgent;

    ClientHop(Hop retries, String userAgent) {
        this.retries = retries;
        this.userAgent = userAgent;
    }

    @Override
    public Response send(Interceptor.Chain chain, Request request) throws IOException {
        return retries.send(chain, CallScope.addTo(chain.call(), request));
    }

    @Override
    public Response transmit(Interceptor.Chain chain, Request request) throws IOException {
        return retries.transmit(chain, request);
    }

    @Override
    public void sending(Call call, Request.Builder request) {
        retries.sending(call, request);
        request.header("User-Agent", userAgent);
    }

    @Override
    public Response.Builder received(Response response, Response.Builder copy) {
        return retries.received(response, copy);
    }

    @Override
    public Response delivered(Call call, Response response) throws IOException {
        ResponseBody body = response.body();
        if (response.isSuccessful() || body == null || response.code() == 101) {
            return CallScope.note(call, response);
        }
        Buffer start = new Buffer();
        try (body) {
            readStart(body.source(), start);
        } catch (IOException e) {
            if (call.isCanceled()) {
                throw e;
            }
            // Broken off: the status stands, with as much of the body as came.
        }
        return CallScope.note(call, retries.delivered(call, bounded(response, body.contentType(), start)));
    }

    /** The response with what there is of its body, which is read once for all who ask; see {@link ErrorBody#of}. */
    private static Response bounded(Response response, @Nullable MediaType type, Buffer start) {
        ErrorBody.Bounded bounded = new ErrorBody.Bounded(start.snapshot(), type);
        return response.newBuilder()
                .request(response.request()
                        .newBuilder()
                        .tag(ErrorBody.Bounded.class, bounded)
                        .build())
                .body(ResponseBody.create(start, type, start.size()))
                .build();
    }

    /** Reads until the end or 64 KiB, whichever comes first. */
    static void readStart(BufferedSource from, Buffer into) throws IOException {
        while (into.size() < MOST_BYTES && from.read(into, MOST_BYTES - into.size()) != -1) {
            // Each read appends.
        }
    }
}
