package com.featherhq.client;

import java.lang.reflect.Method;
import java.util.Map;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/**
 * What a call is retried by: the policy of the call, else of its operation, else of the client.
 *
 * @param operations the operations that have a policy of their own
 * @param streaming whether the body is handed to the caller unread
 */
record RetryTerms(
        RetryPolicy client,
        Map<Method, RetryPolicy> operations,
        @Nullable CallOptions options,
        boolean streaming) {

    RetryTerms with(CallOptions callOptions) {
        return new RetryTerms(client, operations, callOptions, streaming);
    }

    RetryPolicy policyFor(@Nullable Request request) {
        if (options != null) {
            return options.applyTo(operationPolicy(request));
        }
        return operationPolicy(request);
    }

    private RetryPolicy operationPolicy(@Nullable Request request) {
        if (operations.isEmpty()) {
            return client;
        }
        Method method = method(request);
        return method == null ? client : operations.getOrDefault(method, client);
    }

    static String operationName(@Nullable Request request) {
        return request == null ? Operation.UNDECLARED : Operation.of(request).name();
    }

    private static @Nullable Method method(@Nullable Request request) {
        Invocation invocation = request == null ? null : request.tag(Invocation.class);
        return invocation == null ? null : invocation.method();
    }
}
