package com.featherhq.spec.bump;

import com.featherhq.spec.JavaSurface;
import com.featherhq.spec.classes.ClassComparison;
import com.featherhq.spec.classes.JavaChange;
import com.featherhq.spec.classes.JavaChange.Effect;
import com.featherhq.spec.wire.WireChange;
import com.featherhq.spec.wire.WireChange.Impact;
import com.featherhq.spec.wire.WireComparison;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that was found out about two versions of the document.
 *
 * @param uncompiled why the hand-written client doesn't compile against the new one; empty if it does
 */
record Comparison(
        Side before,
        Side after,
        Operations operations,
        List<WireChange> wire,
        List<JavaChange> java,
        String uncompiled) {

    /** One version of the document. */
    record Side(String version, String sha256, JavaSurface surface) {}

    static Comparison of(BuiltClient before, BuiltClient after, String uncompiled) {
        Side old = before.side();
        Side current = after.side();
        Operations operations =
                Operations.match(old.surface().operations(), current.surface().operations());
        List<JavaChange> java = ClassComparison.compare(
                before.client().compiled(), after.client().compiled(), GeneratedClient.libraries());
        return new Comparison(old, current, operations, wire(old, current, operations), java, uncompiled);
    }

    static List<WireChange> wire(Side before, Side after, Operations operations) {
        return WireComparison.compare(
                before.surface().normalizedDocument(),
                after.surface().normalizedDocument(),
                operations.onTheWire(),
                Operations.places(operations.removed()),
                Operations.places(operations.added()));
    }

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

    /** What compiles and links, and does something else. */
    List<JavaChange> silentBreaks() {
        return java.stream().filter(change -> change.effect() == Effect.SILENT).toList();
    }

    /** Operations in both documents that are called or answer in another way, other than by the schemas they share. */
    List<Operations.Pair> changedOperations() {
        Set<String> touched = wire.stream()
                .filter(change -> change.breaking() && change.declared().startsWith("/paths/"))
                .flatMap(change -> change.uses().stream())
                .map(use -> use.verb() + " " + use.path())
                .collect(Collectors.toSet());
        Set<String> methods = javaBreaks().stream()
                .map(change -> change.simpleType() + "." + change.name())
                .collect(Collectors.toSet());
        return operations.pairs().stream()
                .filter(pair -> !pair.moved() && !pair.renamed())
                .filter(pair -> touched.contains(Operations.line(pair.after()))
                        || methods.contains(Operations.javaName(pair.before())))
                .toList();
    }
}
