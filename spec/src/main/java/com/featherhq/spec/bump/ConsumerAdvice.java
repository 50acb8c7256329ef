package com.featherhq.spec.bump;

import com.featherhq.spec.classes.JavaChange;
import com.featherhq.spec.classes.JavaChange.Effect;
import com.featherhq.spec.wire.WireChange;
import com.featherhq.spec.wire.WireChange.Impact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What somebody who uses the client has to do about the changes. */
final class ConsumerAdvice {

    /** What each kind of change on the wire asks of a consumer, the most urgent first. */
    private static final List<Map.Entry<String, String>> BY_RULE = List.of(
            Map.entry("operation-removed", "Stop calling what is under *Operations removed*: the service refuses it."),
            Map.entry(
                    "operation-moved",
                    "Update before the service stops answering at the old paths; where the method's name stayed, no code"
                            + " changes."),
            Map.entry("property-required", "Set the properties that became required in requests."),
            Map.entry("parameter-required", "Pass the parameters that became required."),
            Map.entry("body-required", "Send the bodies that became required."),
            Map.entry("security-changed", "Check the key: some operations ask for one, or for another."),
            Map.entry("parameter-removed", "Leave out the arguments that methods no longer take."),
            Map.entry("property-removed", "Stop reading and setting the properties under *Properties removed*."),
            Map.entry("property-optional", "Expect null from getters of properties that are no longer required."),
            Map.entry("null-sent", "Expect null where the table says that it may come now."),
            Map.entry("type-changed", "Adapt to the new types; the table says which they were and are."),
            Map.entry("type-replaced", "Adapt to the new types; the table says which they were and are."),
            Map.entry("member-added", "Handle the members that unions gained."),
            Map.entry("values-removed", "Stop sending the values under *Enum values removed*."),
            Map.entry("limit-narrowed", "Keep what you send within the limits that became narrower."),
            Map.entry("status-changed", "Check code that goes by the status: some successes have another one now."));

    private ConsumerAdvice() {}

    static List<String> of(Comparison comparison) {
        List<String> advice = new ArrayList<>();
        List<WireChange> breaks = comparison.wireBreaks();
        if (!comparison.silentBreaks().isEmpty()) {
            advice.add("Look first at *Compiles, and does something else*: no compiler finds it.");
        }
        BY_RULE.stream()
                .filter(rule -> breaks.stream().anyMatch(change -> change.rule().equals(rule.getKey())))
                .map(Map.Entry::getValue)
                .distinct()
                .forEach(advice::add);
        if (breaks.stream().anyMatch(change -> !isKnown(change.rule()))) {
            advice.add("Go through *Breaking on the wire* for what no general advice fits.");
        }
        addJava(comparison.javaBreaks(), advice);
        if (comparison.impact() != Impact.BREAKING) {
            advice.add("Nothing: code that compiles and runs with the old version does so with the new one.");
        }
        return advice;
    }

    private static void addJava(List<JavaChange> breaks, List<String> advice) {
        if (breaks.stream().anyMatch(change -> change.effect() != Effect.SILENT)) {
            advice.add("Compile again; *Breaking in Java* lists every signature that is no longer there. Code compiled"
                    + " against the old version doesn't link with the new one.");
        }
    }

    private static boolean isKnown(String rule) {
        return BY_RULE.stream().anyMatch(known -> known.getKey().equals(rule));
    }
}
