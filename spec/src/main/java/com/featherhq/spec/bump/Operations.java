package com.featherhq.spec.bump;

import com.featherhq.spec.JavaSurface.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Which operation of the one document is which of the other: the operationId decides, then the place. */
final class Operations {

    private final List<Pair> pairs = new ArrayList<>();
    private final Set<Operation> before;
    private final Set<Operation> after;

    private Operations(List<Operation> before, List<Operation> after) {
        this.before = new LinkedHashSet<>(before);
        this.after = new LinkedHashSet<>(after);
        pair(operation -> operation.id() + " " + place(operation));
        pair(operation -> operation.tag() + " " + operation.id());
        pair(Operation::id);
        pair(Operations::place);
    }

    static Operations match(List<Operation> before, List<Operation> after) {
        return new Operations(before, after);
    }

    /** One operation in both documents. */
    record Pair(Operation before, Operation after) {

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

    List<Operation> removed() {
        return List.copyOf(before);
    }

    List<Operation> added() {
        return List.copyOf(after);
    }

    /** The method and the path without its parameters' names. */
    static String place(Operation operation) {
        return operation.verb() + " " + operation.path().replaceAll("\\{[^}]*}", "{}");
    }

    static String line(Operation operation) {
        return operation.verb() + " " + operation.path();
    }

    /** Interface and method, as in {@code VoiceApi.getThing}. */
    static String javaName(Operation operation) {
        String signature = operation.signatures().get(0);
        return signature.substring(0, signature.indexOf('('));
    }

    /** Pairs those that alone have a key on both sides. */
    private void pair(Function<Operation, String> key) {
        Map<String, List<Operation>> right = grouped(after, key);
        grouped(before, key).forEach((name, left) -> {
            List<Operation> same = right.getOrDefault(name, List.of());
            if (left.size() == 1 && same.size() == 1) {
                pairs.add(new Pair(left.get(0), same.get(0)));
                before.remove(left.get(0));
                after.remove(same.get(0));
            }
        });
    }

    private static Map<String, List<Operation>> grouped(Set<Operation> operations, Function<Operation, String> key) {
        Map<String, List<Operation>> groups = new LinkedHashMap<>();
        for (Operation operation : operations) {
            groups.computeIfAbsent(key.apply(operation), name -> new ArrayList<>())
                    .add(operation);
        }
        return groups;
    }
}
