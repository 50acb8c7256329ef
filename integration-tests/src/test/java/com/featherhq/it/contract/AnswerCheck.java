package com.featherhq.it.contract;

import com.featherhq.client.FeatherException;
import com.featherhq.client.MalformedResponseException;
import com.featherhq.client.retry.Attempt;
import com.featherhq.it.contract.Exchange.End;
import com.featherhq.it.contract.Value.Origin;
import com.featherhq.it.contract.Value.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges the answer to one call. */
final class AnswerCheck {

    /** What the service may refuse, since nobody knows whether it's right. */
    private static final Set<Origin> DOUBTFUL = EnumSet.of(Origin.SEEN, Origin.MADE_UP);

    private final Contract contract;

    AnswerCheck(Contract contract) {
        this.contract = contract;
    }

    /**
     * A call and what came of it.
     *
     * @param exchange the last attempt's; null if nothing came
     * @param failure what the client threw; null if it succeeded
     */
    record Answered(
            String verb,
            String path,
            Map<Slot, Value> used,
            @Nullable Exchange exchange,
            List<Attempt> attempts,
            @Nullable FeatherException failure,
            Duration took) {

        String operation() {
            return verb + " " + path;
        }

        int status() {
            return exchange == null ? 0 : exchange.status();
        }

        private Result result(Verdict verdict, String remark, List<Deviation> deviations) {
            return new Result(operation(), verdict, status(), remark, deviations, took);
        }

        /** The names of the arguments of that origin. */
        private List<String> names(Set<Origin> origins) {
            return used.entrySet().stream()
                    .filter(entry -> origins.contains(entry.getValue().origin()))
                    .map(entry -> entry.getKey().name())
                    .toList();
        }

        private List<Value> pathValues() {
            return used.entrySet().stream()
                    .filter(entry -> entry.getKey().in().equals("path"))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    Result judge(Answered call) {
        Exchange exchange = call.exchange();
        if (exchange == null) {
            return call.result(Verdict.NO_ANSWER, cause(call.failure()), List.of());
        }
        if (exchange.end() == End.CUT) {
            return call.result(Verdict.CUT, "the body ends before its end", List.of());
        }
        if (exchange.end() == End.TOO_LARGE) {
            return call.result(
                    Verdict.TOO_LARGE,
                    "the body is larger than " + exchange.body().size() + " bytes",
                    List.of());
        }
        List<Deviation> deviations = contract.check(call.path(), call.verb(), exchange);
        if (exchange.status() >= 400) {
            return judgeError(call, exchange.status(), deviations);
        }
        if (!contract.declares(call.path(), call.verb(), exchange.status())) {
            return call.result(
                    Verdict.UNDECLARED_STATUS,
                    "",
                    List.of(contract.undeclared(call.path(), call.verb(), exchange.status())));
        }
        return deviations.isEmpty() ? judgeConforming(call, exchange) : differing(call, exchange, deviations);
    }

    private static String cause(@Nullable FeatherException failure) {
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null ? "" : cause.getClass().getSimpleName();
    }

    private static Result differing(Answered call, Exchange exchange, List<Deviation> deviations) {
        boolean body =
                deviations.stream().anyMatch(deviation -> deviation.place().equals("/"));
        if (deviations.stream().anyMatch(deviation -> deviation.place().equals(Contract.CONTENT_TYPE))) {
            return call.result(Verdict.WRONG_CONTENT_TYPE, "", deviations);
        }
        if (body && !exchange.isUtf8()) {
            return call.result(Verdict.NOT_UTF8, "", deviations);
        }
        Verdict verdict = body && !BodySchemas.isJson(exchange.text()) ? Verdict.NOT_JSON : Verdict.DIFFERS;
        return call.result(verdict, "", deviations);
    }

    private static Result judgeConforming(Answered call, Exchange exchange) {
        if (call.failure() instanceof MalformedResponseException malformed) {
            String place = malformed.location().isEmpty() ? "/" : malformed.location();
            return call.result(
                    Verdict.UNREADABLE, "", List.of(new Deviation(place, "what the client can read", "what it can't")));
        }
        String earlier = call.attempts().stream()
                .limit(Math.max(0, call.attempts().size() - 1))
                .filter(attempt -> attempt.statusCode() != 429)
                .map(AnswerCheck::ended)
                .collect(Collectors.joining(", "));
        if (!earlier.isEmpty()) {
            return call.result(Verdict.RETRIED, "before that: " + earlier, List.of());
        }
        return call.result(
                Verdict.CONFORMS, exchange.hasByteOrderMark() ? "begins with a byte order mark" : "", List.of());
    }

    private static String ended(Attempt attempt) {
        Throwable failure = attempt.failure();
        String status = attempt.statusCode() > 0 ? String.valueOf(attempt.statusCode()) : "";
        return failure == null ? status : (status + " " + failure.getClass().getSimpleName()).strip();
    }

    private Result judgeError(Answered call, int status, List<Deviation> deviations) {
        if (status == 429) {
            return call.result(Verdict.RATE_LIMITED, "", List.of());
        }
        if (status == 401) {
            return call.result(Verdict.KEY_REFUSED, "", deviations);
        }
        boolean declared = contract.declares(call.path(), call.verb(), status);
        List<Deviation> all = new ArrayList<>(deviations);
        if (!declared) {
            all.add(contract.undeclared(call.path(), call.verb(), status));
        }
        if (status >= 500) {
            return call.result(Verdict.SERVER_ERROR, "", all);
        }
        return switch (status) {
            case 403 -> call.result(Verdict.FORBIDDEN, "", all);
            case 404 -> judgeNotFound(call, declared, deviations, all);
            case 405 -> call.result(Verdict.NO_ENDPOINT, "", all);
            default -> judgeRefused(call, declared, deviations, all);
        };
    }

    private static Result judgeNotFound(
            Answered call, boolean declared, List<Deviation> deviations, List<Deviation> all) {
        List<Value> values = call.pathValues();
        if (values.isEmpty() && call.names(DOUBTFUL).isEmpty()) {
            return call.result(Verdict.NO_ENDPOINT, "", all);
        }
        boolean known = !values.isEmpty()
                && values.stream().allMatch(value -> value.origin() == Origin.GIVEN || value.origin() == Origin.LISTED);
        if (!known) {
            return doubtful(call, deviations, EnumSet.of(Origin.SEEN, Origin.MADE_UP, Origin.DOCUMENTED));
        }
        if (call.path().replaceFirst("/$", "").endsWith("}")) {
            boolean listed =
                    Objects.requireNonNull(values.get(values.size() - 1)).origin() == Origin.LISTED;
            return call.result(Verdict.UNKNOWN_ID, listed ? "it was just listed" : "it is in the values file", all);
        }
        return declared
                ? ending(call, deviations, "there is none for that id")
                : call.result(Verdict.UNDECLARED_STATUS, "", all);
    }

    private static Result judgeRefused(
            Answered call, boolean declared, List<Deviation> deviations, List<Deviation> all) {
        if (!call.names(DOUBTFUL).isEmpty()) {
            return doubtful(call, deviations, DOUBTFUL);
        }
        return declared ? call.result(Verdict.REFUSED, "", all) : call.result(Verdict.UNDECLARED_STATUS, "", all);
    }

    /** Who made a value up can't blame the service for refusing it. */
    private static Result doubtful(Answered call, List<Deviation> deviations, Set<Origin> origins) {
        String names = String.join(", ", call.names(origins));
        return ending(call, deviations, "refused made-up " + names + ": give values");
    }

    /** Also what refuses a call has to be as the document says. */
    private static Result ending(Answered call, List<Deviation> deviations, String remark) {
        return deviations.isEmpty()
                ? call.result(Verdict.NO_VALUE, remark, deviations)
                : call.result(Verdict.DIFFERS, "", deviations);
    }

    /** Whether an answer shows that the service accepts the key. */
    static boolean provesKey(Result result) {
        int status = result.status();
        return status >= 200 && status < 500 && status != 401 && status != 403 && status != 429;
    }
}
