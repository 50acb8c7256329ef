package com.featherhq.client.retry;

import java.io.IOException;

/** The service fails most requests, so this call was rejected locally. Nothing was sent. */
public final class CallThrottledException extends IOException {

    private static final long serialVersionUID = 1L;

    CallThrottledException() {
        super("The service fails most requests at the moment, and the client holds some of its calls back");
    }
}
