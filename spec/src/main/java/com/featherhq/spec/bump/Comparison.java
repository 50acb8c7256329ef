package com.featherhq.spec.bump;

import com.featherhq.spec.JavaSurface;
import com.featherhq.spec.JavaSurface.Operation;
import com.featherhq.spec.bump.WireChange.Impact;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that was found out about two versions of the document.
 *
 * @param uncompiled why the hand-written client doesn't compile against the new one; empty if it does
 */
record Comparison(
        Side before,
        Side after,
        Operations operations,
        List<WireDiff.Guess> guesses,
        List<WireChange> wire,
        List<JavaChange> java,
        String uncompiled) {

    /** One version of the document. */
    record Side(String version, String sha256, JavaSurface surface) {}

    Impact impact() {
        boolean javaBreaks = java.stream().anyMatch(JavaChange::breaking) || !uncompiled.isEmpty();
        Impact onTheWire = wire.stream()
                .map(WireChange::impact)
                .max(Comparator.naturalOrder())
                .orElse(Impact.PATCH);
        Impact inJava = javaBreaks ? Impact.BREAKING : java.isEmpty() ? Impact.PATCH : Impact.ADDITION;
        return onTheWire.compareTo(inJava) > 0 ? onTheWire : inJava;
    }

    List<WireChange> wireBreaks() {
        return wire.stream().filter(WireChange::breaking).toList();
    }

    List<JavaChange> javaBreaks() {
        return java.stream().filter(JavaChange::breaking).toList();
    }

    /** Operations in both documents that are called or answer in another way, other than by the schemas they share. */
    List<Operations.Pair> changedOperations() {
        Set<String> touched = wire.stream()
                .filter(change -> !change.rule().isEmpty() && change.declared().startsWith("/paths/"))
                .map(change -> WireDiff.operationPointer(change.place()))
                .collect(Collectors.toSet());
        return operations.pairs().stream()
                .filter(pair -> !pair.moved() && !pair.renamed())
                .filter(pair -> touched.contains(WireDiff.pointer(pair.after()))
                        || !pair.before().signatures().equals(pair.after().signatures()))
                .toList();
    }

    /** The Java that a change on the wire touches: methods for what is in an operation, else an accessor or a type. */
    List<String> javaOf(WireChange change) {
        String[] keys = change.declared().split("/", -1);
        if (keys.length > 3 && keys[1].equals("components") && keys[2].equals("schemas")) {
            return javaOfSchema(keys);
        }
        return signatures(WireDiff.operationPointer(change.declared()), change);
    }

    private List<String> javaOfSchema(String[] keys) {
        String type = before.surface().typeOf(keys[3]);
        if (type == null) {
            type = after.surface().typeOf(keys[3]);
        }
        if (type == null) {
            return List.of();
        }
        if (keys.length > 5 && keys[4].equals("properties")) {
            String accessor = accessors(type).get(keys[5]);
            return List.of(accessor == null ? type : accessor);
        }
        return List.of(type);
    }

    private Map<String, String> accessors(String type) {
        Map<String, String> all = new HashMap<>(after.surface().properties().getOrDefault(type, Map.of()));
        all.putAll(before.surface().properties().getOrDefault(type, Map.of()));
        return all;
    }

    private List<String> signatures(String pointer, WireChange change) {
        Set<String> signatures = new LinkedHashSet<>();
        String place = WireDiff.operationPointer(change.place());
        Stream<Operation> old = operations.pairs().stream()
                .filter(pair -> Stream.of(pointer, place).anyMatch(WireDiff.pointer(pair.after())::equals)
                        || WireDiff.pointer(pair.before()).equals(pointer))
                .map(Operations.Pair::before);
        Stream.concat(
                        old,
                        Stream.concat(operations.removed().stream(), operations.added().stream())
                                .filter(operation -> WireDiff.pointer(operation).equals(pointer)))
                .forEach(operation -> signatures.addAll(operation.signatures()));
        return List.copyOf(signatures);
    }
}
