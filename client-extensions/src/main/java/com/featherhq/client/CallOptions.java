package com.featherhq.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Settings for the calls made through one instance of an interface; see {@link FeatherClient#api(Class, CallOptions)}. Immutable. */
public final class CallOptions {

    private final @Nullable RetryPolicy retryPolicy;

    private CallOptions(@Nullable RetryPolicy retryPolicy) {
        this.retryPolicy = retryPolicy;
    }

    /** Returns options that replace the client's retry policy. */
    public static CallOptions retryPolicy(RetryPolicy policy) {
        return new CallOptions(Objects.requireNonNull(policy, "policy"));
    }

    @Nullable
    RetryPolicy retryPolicy() {
        return retryPolicy;
    }
}
