package com.featherhq.client;

import org.jspecify.annotations.Nullable;

/** The call was cancelled: by {@code cancel()} on it or on its future, or by {@link FeatherClient#close()}. */
public final class CallCancelledException extends FeatherException {

    private static final long serialVersionUID = 1L;

    CallCancelledException(CallFacts call, @Nullable Throwable cause) {
        super(call.operation() + " was cancelled" + call.details() + ".", cause, call);
    }
}
