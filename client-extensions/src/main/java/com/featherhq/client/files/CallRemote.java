package com.featherhq.client.files;

import com.featherhq.client.ApiResponse;
import com.featherhq.client.CallCancelledException;
import com.featherhq.client.CallInterruptedException;
import com.featherhq.client.FeatherException;
import com.featherhq.client.RateLimitException;
import com.featherhq.client.RedirectException;
import com.featherhq.client.ServerException;
import com.featherhq.client.ServiceException;
import com.featherhq.client.TransportException;
import com.featherhq.client.http.CallScope;
import com.featherhq.client.http.Redirect;
import java.io.IOException;
import java.util.function.Supplier;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * A call of the API, made anew for each part: with the client's key, retries and limits. Where it redirects to another origin, that
 * is a signed URL: it is followed without the key, and the call is made again when it is refused. Only what is safe to repeat
 * is sent twice (RFC 9110 §9.2.1).
 */
final class CallRemote implements Remote {

    private static final int NOT_SATISFIABLE = 416;

    private final String name;
    private final Supplier<Call<ResponseBody>> calls;
    private final DownloadSettings settings;
    private final StopSignal stop;
    private boolean answered;
    private boolean redirected;
    private boolean refusedBefore;

    CallRemote(String name, Supplier<Call<ResponseBody>> calls, DownloadSettings settings, StopSignal stop) {
        this.name = name;
        this.calls = calls;
        this.settings = settings;
        this.stop = stop;
    }

    @Override
    public Answer send(long offset, @Nullable String validator) throws IOException {
        Call<ResponseBody> call = calls.get();
        Request request = call.request();
        boolean safe = isSafe(request);
        stop.onStop(call::cancel);
        CallScope scope = new CallScope(request.url(), headers(safe ? offset : 0, validator));
        try {
            ApiResponse<ResponseBody> response =
                    scope.run(() -> settings.calls().apply(call));
            answered = true;
            redirected = false;
            return new Answer(withBody(scope, response.value()), call::cancel);
        } catch (RedirectException e) {
            return follow(e, scope, safe, offset, validator);
        } catch (FeatherException e) {
            return refusal(e, scope, call::cancel);
        }
    }

    private boolean isSafe(Request request) {
        boolean safe = request.method().equals("GET");
        if (answered && !safe) {
            throw failure("its answer broke off, and a " + request.method() + " is not sent again to get the rest.");
        }
        return safe;
    }

    private Answer refusal(FeatherException failure, CallScope scope, Runnable cancel) throws IOException {
        ServiceException refusal = failure instanceof ServiceException told ? told : null;
        Response response = scope.response();
        if (refusal != null && refusal.statusCode() == NOT_SATISFIABLE && response != null) {
            return new Answer(response, cancel);
        }
        if (!mayPass(failure)) {
            throw failure;
        }
        throw Storage.BusyException.of(failure, refusal == null ? null : refusal.retryAfter());
    }

    private static Headers headers(long offset, @Nullable String validator) {
        Headers.Builder headers = new Headers.Builder().add("Accept-Encoding", "identity");
        Storage.rangeFrom(offset, validator, headers::set);
        return headers.build();
    }

    private static Response withBody(CallScope scope, ResponseBody body) {
        Response response = scope.response();
        if (response == null) {
            body.close();
            throw new IllegalStateException("The call is not one of this client's.");
        }
        // A file that was made for this request is a whole one as well (RFC 9110 §15.3.2).
        int status = response.code() == 201 ? 200 : response.code();
        return response.newBuilder().code(status).body(body).build();
    }

    private Answer follow(RedirectException e, CallScope scope, boolean safe, long offset, @Nullable String validator)
            throws IOException {
        Response redirect = scope.response();
        HttpUrl target = redirect == null ? null : Redirect.target(redirect);
        if (!safe || redirect == null || target == null || Redirect.followedBefore(redirect) > 0) {
            throw e;
        }
        okhttp3.Call call = settings.storage().call(target, offset, validator);
        stop.onStop(call::cancel);
        Answer answer = new Answer(Storage.send(call), call::cancel);
        answered = true;
        redirected = true;
        return answer;
    }

    /** The client has tried again as its policy says. Once there was an answer, a lost one is as a lost connection. */
    private boolean mayPass(FeatherException failure) {
        boolean ended = failure instanceof CallCancelledException || failure instanceof CallInterruptedException;
        boolean passes = failure instanceof TransportException
                || failure instanceof ServerException
                || failure instanceof RateLimitException;
        return ended || (answered && passes);
    }

    @Override
    public @Nullable Long bytes() {
        return null;
    }

    /** Of the storage that the call redirected to: its URL was fresh, but may have been used up or be known too early. */
    @Override
    public void refused(int status) {
        if (!redirected) {
            throw failure("the service answered with HTTP status " + status + ", which brings no file.");
        }
        if (!UrlRemote.mayBeTheUrl(status)) {
            throw failure("the storage answered with HTTP status " + status + ".");
        }
        if (refusedBefore) {
            throw failure("the storage refused the fresh URL too, with HTTP status " + status + ".");
        }
        refusedBefore = true;
    }

    @Override
    public boolean isDisputed(@Nullable Long total) {
        return false;
    }

    private FileDownloadException failure(String problem) {
        return new FileDownloadException(name, problem, false, null);
    }
}
