package com.featherhq.it.contract;

import java.time.Duration;
import java.util.List;

/**
 * What became of an operation.
 *
 * @param operation the method and path template
 * @param reason why it could not be reached; empty if it was
 */
record Result(String operation, List<Deviation> deviations, String reason, Duration took) {

    /** How an operation can end. */
    enum Outcome {
        CONFORM,
        DRIFTED,
        NOT_REACHABLE
    }

    Outcome outcome() {
        if (!reason.isEmpty()) {
            return Outcome.NOT_REACHABLE;
        }
        return deviations.isEmpty() ? Outcome.CONFORM : Outcome.DRIFTED;
    }
}
