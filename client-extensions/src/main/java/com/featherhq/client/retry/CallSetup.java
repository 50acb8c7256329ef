package com.featherhq.client.retry;

import com.featherhq.client.ratelimit.Lane;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
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

    /** Returns who is asked what became of an attempt whose answer was lost; null if nobody is. */
    Confirmation.@Nullable Question question() {
        return options == null ? null : options.question();
    }

    /** Tells whether an attempt that is started now may have to queue for a place; where nobody can tell, it may. */
    boolean isCongested() {
        return http == null || http.dispatcher().queuedCallsCount() > 0;
    }

    /**
     * Wraps each call of a method in one that is retried, with the options that hold for it.
     *
     * @param rawType the class of the answer
     * @param idempotent whether the method's HTTP method is
     */
    record Adapter<R, T>(
            CallAdapter<R, T> next, Class<?> rawType, RetryRuntime runtime, CallSetup setup, boolean idempotent)
            implements CallAdapter<R, T> {

        @Override
        public Type responseType() {
            return next.responseType();
        }

        @Override
        public T adapt(Call<R> call) {
            CallOptions chosen = OptionsProxy.current();
            Confirmation.Question question = chosen == null ? null : chosen.question();
            if (question != null && !idempotent) {
                question.requireFits(responseType(), rawType);
            }
            return next.adapt(new RetryingCall<>(call, runtime, chosen == null ? setup : setup.with(chosen)));
        }
    }
}
