package com.featherhq.client;

import java.io.IOException;
import java.util.Set;

/** The one place that says what HTTP's outcomes mean for a retry. */
final class DecisionTable {

    /** RFC 9110 §9.2.2. */
    private static final Set<String> IDEMPOTENT_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    private DecisionTable() {}

    static boolean isIdempotent(String method) {
        return IDEMPOTENT_METHODS.contains(method);
    }

    static Outcome ofStatus(int status) {
        if (status >= 200 && status < 300) {
            return Outcome.SUCCEEDED;
        }
        return switch (status) {
            case 429 -> Outcome.NOT_PROCESSED;
            case 408, 500, 502, 503, 504 -> Outcome.TRANSIENT;
            default -> Outcome.PERMANENT;
        };
    }

    static Outcome ofFailure(Throwable failure, boolean connected) {
        if (!(failure instanceof IOException)) {
            return Outcome.PERMANENT;
        }
        return connected ? Outcome.TRANSIENT : Outcome.NOT_PROCESSED;
    }
}
