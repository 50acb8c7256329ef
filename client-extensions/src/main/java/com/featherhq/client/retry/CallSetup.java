package com.featherhq.client.retry;

import com.featherhq.client.ratelimit.Lane;
import java.lang.reflect.Method;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/**
 * What holds for the calls of one method of an interface.
 *
 * @param policy where neither the call nor its operation has one of its own
 * @param operations the operations that have a policy of their own
 * @param options those of the call
 * @param streaming whether the body is handed to the caller unread
 * @param http the client that makes the calls; null if it isn't one that can be asked
 * @param watched whether our {@link AttemptHop} sees the connections of these calls
 */
record CallSetup(
        RetryPolicy policy,
        Map<Method, RetryPolicy> operations,
        @Nullable CallOptions options,
        boolean streaming,
        @Nullable OkHttpClient http,
        boolean watched) {

    CallSetup with(CallOptions callOptions) {
        return new CallSetup(policy, operations, callOptions, streaming, http, watched);
    }

    /** Returns the policy of the call, else of its operation, else of all calls. */
    RetryPolicy policyFor(@Nullable Request request) {
        RetryPolicy chosen = operations.isEmpty() ? policy : ofOperation(request);
        return options == null ? chosen : options.applyTo(chosen);
    }

    private RetryPolicy ofOperation(@Nullable Request request) {
        Invocation invocation = request == null ? null : request.tag(Invocation.class);
        return invocation == null ? policy : operations.getOrDefault(invocation.method(), policy);
    }

    Lane lane() {
        return options == null ? Lane.INTERACTIVE : options.lane();
    }

    /** Tells whether an attempt that is started now may have to queue for a place; where nobody can tell, it may. */
    boolean isCongested() {
        return http == null || http.dispatcher().queuedCallsCount() > 0;
    }
}
