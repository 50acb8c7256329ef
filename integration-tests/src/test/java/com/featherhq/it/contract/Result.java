package com.featherhq.it.contract;

import com.featherhq.it.contract.Verdict.Kind;
import java.time.Duration;
import java.util.List;

/**
 * What became of an operation.
 *
 * @param operation the method and path template
 * @param status the status of the last answer; 0 if there was none
 * @param remark what explains the verdict; may be empty
 */
record Result(String operation, Verdict verdict, int status, String remark, List<Deviation> deviations, Duration took) {

    /** An operation that was not called. */
    static Result uncalled(String operation, Verdict verdict, String remark) {
        return new Result(operation, verdict, 0, remark, List.of(), Duration.ZERO);
    }

    boolean is(Kind kind) {
        return verdict.kind() == kind;
    }

    /** The verdict, the status and the remark on one line. */
    String line() {
        return operation + ": " + verdict + (status == 0 ? "" : ", " + status)
                + (remark.isEmpty() ? "" : " (" + remark + ")");
    }
}
