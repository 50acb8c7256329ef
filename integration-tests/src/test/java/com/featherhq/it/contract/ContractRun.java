package com.featherhq.it.contract;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.FeatherException;
import com.featherhq.client.MalformedResponseException;
import com.featherhq.client.TransportException;
import com.featherhq.spec.JavaSurface;
import com.featherhq.spec.JavaSurface.JavaOperation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/** Calls the operations of a document through a client, lists before what is in them, and validates every exchange. */
final class ContractRun {

    /** Statuses that say something about the key, the id or the moment, whether they are declared or not. */
    private static final Set<Integer> OUT_OF_REACH = Set.of(401, 403, 404, 429, 502, 503, 504);

    private final FeatherClient client;
    private final Exchange.Recorder recorder;
    private final Contract contract;
    private final Values values;

    /** @param recorder an application interceptor of the client */
    ContractRun(FeatherClient client, Exchange.Recorder recorder, Contract contract, Values values) {
        this.client = client;
        this.recorder = recorder;
        this.contract = contract;
        this.values = values;
    }

    /** @param verbs the HTTP methods to call */
    List<Result> check(JavaSurface surface, Set<String> verbs) {
        List<JavaOperation> operations = new ArrayList<>(surface.operations());
        operations.removeIf(operation -> !verbs.contains(operation.verb()));
        operations.sort(Comparator.comparing(
                operation -> operation.path().chars().filter(c -> c == '{').count()));
        return operations.stream().map(this::check).toList();
    }

    private Result check(JavaOperation operation) {
        String line = operation.verb() + " " + operation.path();
        long start = System.nanoTime();
        Method method = method(operation);
        Invocation invocation = Invocation.of(method, operation.path(), line, values);
        if (!invocation.missing().isEmpty()) {
            return new Result(line, List.of(), "no usable value for " + invocation.missing(), Duration.ZERO);
        }
        FeatherException failure = execute(invocation.call(client.api(method.getDeclaringClass())));
        Exchange exchange = recorder.take();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (exchange == null || failure instanceof TransportException) {
            return new Result(line, List.of(), "no answer", took);
        }
        if (OUT_OF_REACH.contains(exchange.status())
                && !contract.declares(operation.path(), operation.verb(), exchange.status())) {
            return new Result(line, List.of(), "answered with " + exchange.status(), took);
        }
        List<Deviation> deviations = contract.check(operation.path(), operation.verb(), exchange);
        if (deviations.isEmpty() && failure instanceof MalformedResponseException malformed) {
            deviations = List.of(new Deviation(
                    malformed.location().isEmpty() ? "/" : malformed.location(),
                    "what the client can read",
                    "what it can't"));
        } else if (deviations.isEmpty() && operation.verb().equals("GET") && exchange.status() == 200) {
            learn(operation, exchange);
        }
        return new Result(line, deviations, "", took);
    }

    private void learn(JavaOperation operation, Exchange exchange) {
        if (String.valueOf(exchange.headers().get("content-type")).startsWith("application/json")) {
            values.learn(operation.path(), exchange.body());
        }
    }

    private @Nullable FeatherException execute(Call<?> call) {
        try {
            Object value = client.execute(call);
            if (value instanceof AutoCloseable closeable) {
                closeable.close();
            }
            return null;
        } catch (FeatherException e) {
            return e;
        } catch (Exception e) {
            throw new IllegalStateException("a response can't be closed", e);
        }
    }

    /** The method with the fewest parameters is the one without an optional body. */
    private static Method method(JavaOperation operation) {
        String signature = operation.signatures().get(0);
        String name = signature.substring(signature.indexOf('.') + 1, signature.indexOf('('));
        try {
            Class<?> api = Class.forName("com.featherhq.api." + operation.type());
            return Arrays.stream(api.getMethods())
                    .filter(method -> method.getName().equals(name))
                    .min(Comparator.comparing(Method::getParameterCount))
                    .orElseThrow(() -> new IllegalStateException(api.getName() + " has no method " + name));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "The client was built from another document: it has no " + operation.type()
                            + "; give the same -Dfeather.spec to both.",
                    e);
        }
    }
}
