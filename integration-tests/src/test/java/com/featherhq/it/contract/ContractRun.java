package com.featherhq.it.contract;

import com.featherhq.client.ApiResponse;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.FeatherException;
import com.featherhq.client.ratelimit.Lane;
import com.featherhq.client.retry.Attempt;
import com.featherhq.client.retry.CallOptions;
import com.featherhq.it.contract.AnswerCheck.Answered;
import com.featherhq.spec.JavaSurface;
import com.featherhq.spec.JavaSurface.JavaOperation;
import com.featherhq.spec.document.GenerationWarning;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/** Calls the operations of a document through a client, lists before what is in them, and judges every answer. */
final class ContractRun {

    /** As many refusals in a row, and no other answer, mean that the key is bad. */
    private static final int REFUSALS = 3;

    private final FeatherClient client;
    private final Exchange.Recorder recorder;
    private final Contract contract;
    private final Values values;
    private final ClassLoader classes;
    private final BiConsumer<Result, Progress> progress;
    private final AnswerCheck answers;
    private final List<Result> results = new ArrayList<>();
    private @Nullable JavaOperation keyProof;
    private boolean keyProven;
    private boolean secured;
    private int refusals;
    private int refusal;
    private int total;

    /**
     * @param recorder an application interceptor of the client
     * @param classes those of the client of the document
     * @param progress is told of each result
     */
    ContractRun(
            FeatherClient client,
            Exchange.Recorder recorder,
            Contract contract,
            Values values,
            ClassLoader classes,
            BiConsumer<Result, Progress> progress) {
        this.client = client;
        this.recorder = recorder;
        this.contract = contract;
        this.values = values;
        this.classes = classes;
        this.progress = progress;
        this.answers = new AnswerCheck(contract);
    }

    /** How far the run is. */
    record Progress(int done, int total) {}

    /**
     * All that was found out.
     *
     * @param refusal why the run ended early, since the key is refused; empty if it did not
     */
    record Outcome(List<Result> results, String refusal) {}

    /** Ends the run: the service refuses the key. */
    private static final class KeyRefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        KeyRefusedException(String message) {
            super(message);
        }
    }

    /** @param verbs the HTTP methods to call */
    Outcome check(JavaSurface surface, Set<String> verbs) {
        List<JavaOperation> operations = new ArrayList<>(surface.operations());
        operations.removeIf(operation -> !verbs.contains(operation.verb()));
        operations.sort(Comparator.comparing((JavaOperation operation) -> !Values.isSafe(operation.verb()))
                .thenComparing(operation -> operation.verb().equals("DELETE"))
                .thenComparing(operation ->
                        operation.path().chars().filter(c -> c == '{').count()));
        List<Result> withoutMethod = withoutMethod(surface, verbs);
        total = operations.size() + withoutMethod.size();
        secured = operations.stream().anyMatch(operation -> contract.isSecured(operation.path(), operation.verb()));
        try {
            callAll(operations).forEach(operation -> add(uncalled(operation)));
            withoutMethod.forEach(this::add);
            if (!keyProven && refusals > 0) {
                throw new KeyRefusedException(refusal());
            }
            return new Outcome(results, "");
        } catch (KeyRefusedException e) {
            return new Outcome(results, String.valueOf(e.getMessage()));
        }
    }

    /** Operations of the document that the client is generated without. */
    private static List<Result> withoutMethod(JavaSurface surface, Set<String> verbs) {
        List<Result> results = new ArrayList<>();
        for (GenerationWarning warning : surface.warnings()) {
            String[] place = warning.pointer().split("/", -1);
            if (warning.kind() == GenerationWarning.Kind.NO_METHOD && place.length == 4) {
                String verb = place[3].toUpperCase(Locale.ROOT);
                String path = place[2].replace("~1", "/").replace("~0", "~");
                if (verbs.contains(verb)) {
                    results.add(Result.uncalled(
                            verb + " " + path, Verdict.NO_METHOD, "the client is generated without it"));
                }
            }
        }
        return results;
    }

    /** A made-up value is the last resort: what the answer to that one call teaches comes first again. Returns what is left. */
    private List<JavaOperation> callAll(List<JavaOperation> operations) throws KeyRefusedException {
        List<JavaOperation> left = new ArrayList<>(operations);
        JavaOperation made;
        do {
            while (callKnown(left)) {
                // an answer may have brought values for another one
            }
            made = null;
            for (JavaOperation operation : left) {
                if (tried(operation, true)) {
                    made = operation;
                    break;
                }
            }
        } while (left.remove(made));
        return left;
    }

    /** Calls those for which every value is known, and takes them off; returns whether there were any. */
    private boolean callKnown(List<JavaOperation> left) throws KeyRefusedException {
        List<JavaOperation> tried = new ArrayList<>();
        for (JavaOperation operation : left) {
            if (tried(operation, false)) {
                tried.add(operation);
            }
        }
        return left.removeAll(tried);
    }

    private boolean tried(JavaOperation operation, boolean makeUp) throws KeyRefusedException {
        String line = line(operation);
        if (values.given().leavesOut(line)) {
            add(Result.uncalled(line, Verdict.LEFT_OUT, "the values file says false"));
            return true;
        }
        Result result;
        try {
            Method method = method(operation);
            Invocation invocation = Invocation.of(method, values.source(operation.verb(), operation.path(), makeUp));
            if (!invocation.missing().isEmpty() || mustBeNamed(operation)) {
                return false;
            }
            result = call(operation, method, invocation);
        } catch (RuntimeException | StackOverflowError e) {
            result = Result.uncalled(line, Verdict.CHECK_FAILED, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        judgeKey(operation, result);
        add(result);
        return true;
    }

    /** What changes something is called only if the values file names it. */
    private boolean mustBeNamed(JavaOperation operation) {
        return !Values.isSafe(operation.verb()) && !values.given().names(line(operation));
    }

    private Result uncalled(JavaOperation operation) {
        if (mustBeNamed(operation)) {
            return Result.uncalled(
                    line(operation), Verdict.NO_VALUE, "it changes something, and the values file does not name it");
        }
        Invocation invocation =
                Invocation.of(method(operation), values.source(operation.verb(), operation.path(), true));
        return Result.uncalled(line(operation), Verdict.NO_VALUE, "none is known for " + invocation.missing());
    }

    private void add(Result result) {
        results.add(result);
        progress.accept(result, new Progress(results.size(), total));
    }

    private Result call(JavaOperation operation, Method method, Invocation invocation) {
        CallOptions bulk = CallOptions.builder().lane(Lane.BULK).build();
        Call<?> call = invocation.call(client.api(method.getDeclaringClass(), bulk));
        recorder.take();
        long start = System.nanoTime();
        FeatherException failure = null;
        List<Attempt> attempts;
        try {
            ApiResponse<?> response = client.executeForResponse(call);
            attempts = response.attempts();
            close(response.value());
        } catch (FeatherException e) {
            failure = e;
            attempts = e.attempts();
        }
        Exchange exchange = recorder.take();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Result result = answers.judge(
                new Answered(operation.verb(), operation.path(), invocation.used(), exchange, attempts, failure, took));
        if (exchange != null && exchange.status() / 100 == 2 && Values.isSafe(operation.verb())) {
            values.learn(operation.path(), exchange.text());
        }
        return result;
    }

    private static void close(@Nullable Object value) {
        try {
            if (value instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("a response can't be closed", e);
        }
    }

    /** A key that no operation accepts, or that one accepted and no longer does, ends the run. */
    private void judgeKey(JavaOperation operation, Result result) throws KeyRefusedException {
        if (result.status() == 401 && keyProof != null && !operation.equals(keyProof) && statusOf(keyProof) == 401) {
            add(result);
            throw new KeyRefusedException("The service accepted the key at first and refuses it now, after "
                    + results.size() + " operations.");
        }
        if (keyProven) {
            return;
        }
        if (result.status() == 401 || result.status() == 403) {
            refusals++;
            refusal = result.status();
        } else if (AnswerCheck.provesKey(result) && countsAsProof(operation)) {
            keyProven = true;
            keyProof = Values.isSafe(operation.verb()) ? operation : null;
        }
        if (!keyProven && refusals == REFUSALS) {
            add(result);
            throw new KeyRefusedException(refusal());
        }
    }

    private boolean countsAsProof(JavaOperation operation) {
        return !secured || contract.isSecured(operation.path(), operation.verb());
    }

    private String refusal() {
        return "The service refuses the key: " + refusal
                + (refusals == 1 ? " from" : " from each of " + refusals + " operations, the last") + " "
                + results.get(results.size() - 1).operation()
                + ". Set FEATHER_API_KEY to one that it accepts.";
    }

    private int statusOf(JavaOperation operation) {
        Invocation invocation =
                Invocation.of(method(operation), values.source(operation.verb(), operation.path(), false));
        return invocation.missing().isEmpty()
                ? call(operation, method(operation), invocation).status()
                : 0;
    }

    private static String line(JavaOperation operation) {
        return operation.verb() + " " + operation.path();
    }

    /** The method with the fewest parameters that takes all that the values file has for the operation. */
    private Method method(JavaOperation operation) {
        String signature = operation.signatures().get(0);
        String name = signature.substring(signature.indexOf('.') + 1, signature.indexOf('('));
        Set<String> given = new HashSet<>(
                values.given().parameters(line(operation), contract.parameters(operation.path(), operation.verb())));
        if (values.given().body(line(operation), contract.parameters(operation.path(), operation.verb())) != null) {
            given.add("body");
        }
        List<Method> methods = Arrays.stream(api(operation).getMethods())
                .filter(method -> method.getName().equals(name))
                .sorted(Comparator.comparing(Method::getParameterCount))
                .toList();
        return methods.stream()
                .filter(method -> Invocation.names(method).containsAll(given))
                .findFirst()
                .orElseGet(() -> methods.get(0));
    }

    private Class<?> api(JavaOperation operation) {
        try {
            return Class.forName("com.featherhq.api." + operation.type(), true, classes);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "The client was built from another document: it has no " + operation.type()
                            + "; give the same -Dfeather.spec to both.",
                    e);
        }
    }
}
