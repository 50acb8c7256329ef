package com.featherhq.spec.bump;

import com.featherhq.spec.JavaSurface.JavaOperation;
import com.featherhq.spec.wire.OperationPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Which operation of the one document is which of the other: the operationId decides, then the place. */
final class Operations {

    private final List<Pair> pairs = new ArrayList<>();
    private final Set<JavaOperation> before;
    private final Set<JavaOperation> after;

    private Operations(List<JavaOperation> before, List<JavaOperation> after) {
        this.before = new LinkedHashSet<>(before);
        this.after = new LinkedHashSet<>(after);
        pair(operation -> operation.id() + " " + place(operation));
        pair(operation -> operation.tag() + " " + operation.id());
        pair(JavaOperation::id);
        pair(Operations::place);
    }

    static Operations match(List<JavaOperation> before, List<JavaOperation> after) {
        return new Operations(before, after);
    }

    /** One operation in both documents. */
    record Pair(JavaOperation before, JavaOperation after) {

        /** Whether it answers elsewhere; another name for a path parameter is no move. */
        boolean moved() {
            return !place(before).equals(place(after));
        }

        /** Whether its Java method has another name or interface. */
        boolean renamed() {
            return !javaName(before).equals(javaName(after));
        }
    }

    List<Pair> pairs() {
        return List.copyOf(pairs);
    }

    List<JavaOperation> removed() {
        return List.copyOf(before);
    }

    List<JavaOperation> added() {
        return List.copyOf(after);
    }

    /** The pairs by their places. */
    List<OperationPair> onTheWire() {
        return pairs.stream()
                .map(pair -> new OperationPair(onTheWire(pair.before()), onTheWire(pair.after())))
                .toList();
    }

    static List<OperationPair.Place> places(List<JavaOperation> operations) {
        return operations.stream().map(Operations::onTheWire).toList();
    }

    private static OperationPair.Place onTheWire(JavaOperation operation) {
        return new OperationPair.Place(operation.verb(), operation.path());
    }

    /**
     * Which added operation a removed one may be, though no operationId says so: the only one with its HTTP method whose path
     * differs in one segment.
     */
    Map<JavaOperation, JavaOperation> guesses() {
        Map<JavaOperation, JavaOperation> guesses = new LinkedHashMap<>();
        for (JavaOperation old : before) {
            List<JavaOperation> alike = alike(old, after);
            if (alike.size() == 1 && alike(alike.get(0), before).size() == 1) {
                guesses.put(old, alike.get(0));
            }
        }
        return guesses;
    }

    private static List<JavaOperation> alike(JavaOperation operation, Set<JavaOperation> others) {
        return others.stream()
                .filter(other -> other.verb().equals(operation.verb()) && isAlike(operation.path(), other.path()))
                .toList();
    }

    /** Whether paths differ in one segment only; with more, anything is like anything. */
    static boolean isAlike(String before, String after) {
        String[] left = before.split("/", -1);
        String[] right = after.split("/", -1);
        long different = IntStream.range(0, Math.min(left.length, right.length))
                .filter(i -> !left[i].equals(right[i]) && !(left[i].startsWith("{") && right[i].startsWith("{")))
                .count();
        return left.length == right.length && different <= 1;
    }

    /** The method and the path without its parameters' names. */
    static String place(JavaOperation operation) {
        return operation.verb() + " " + operation.path().replaceAll("\\{[^}]*}", "{}");
    }

    static String line(JavaOperation operation) {
        return operation.verb() + " " + operation.path();
    }

    /** Interface and method, as in {@code VoiceApi.getThing}. */
    static String javaName(JavaOperation operation) {
        String signature = operation.signatures().get(0);
        return signature.substring(0, signature.indexOf('('));
    }

    /** Pairs those that alone have a key on both sides. */
    private void pair(Function<JavaOperation, String> key) {
        Map<String, List<JavaOperation>> right = grouped(after, key);
        grouped(before, key).forEach((name, left) -> {
            List<JavaOperation> same = right.getOrDefault(name, List.of());
            if (left.size() == 1 && same.size() == 1) {
                pairs.add(new Pair(left.get(0), same.get(0)));
                before.remove(left.get(0));
                after.remove(same.get(0));
            }
        });
    }

    private static Map<String, List<JavaOperation>> grouped(
            Set<JavaOperation> operations, Function<JavaOperation, String> key) {
        Map<String, List<JavaOperation>> groups = new LinkedHashMap<>();
        for (JavaOperation operation : operations) {
            groups.computeIfAbsent(key.apply(operation), name -> new ArrayList<>())
                    .add(operation);
        }
        return groups;
    }
}
