package com.featherhq.client;

import org.jspecify.annotations.Nullable;

/** The thread of the call was interrupted; its interrupt flag is set again. */
public final class CallInterruptedException extends FeatherException {

    private static final long serialVersionUID = 1L;

    CallInterruptedException(CallFacts call, @Nullable Throwable cause) {
        super(call.operation() + " was interrupted" + call.details() + ".", cause, call);
    }
}
