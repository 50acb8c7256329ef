package com.featherhq.spec.bump;

import com.featherhq.spec.bump.WireChange.Impact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What somebody who uses the client has to do about the changes. */
final class ConsumerAdvice {

    /** What each rule of the comparer asks of a consumer, the most urgent first. */
    private static final List<Map.Entry<String, String>> BY_RULE = List.of(
            Map.entry("operation-removed", "Stop calling what is under *Operations removed*: the service refuses it."),
            Map.entry(
                    "operation-moved",
                    "Update before the service stops answering at the old paths; where the method's name stayed, no code"
                            + " changes."),
            Map.entry(
                    "operation-id-changed", "Call the methods under *Operations moved or renamed* by their new names."),
            Map.entry("required-properties-added", "Set the properties that became required in requests."),
            Map.entry("parameter-became-required", "Pass the parameters that became required."),
            Map.entry("request-body-became-required", "Send the bodies that became required."),
            Map.entry("security-requirement-changed", "Check the key: some operations ask for one, or for another."),
            Map.entry("parameter-removed", "Leave out the arguments that methods no longer take."),
            Map.entry("property-removed", "Stop reading and setting the properties under *Properties removed*."),
            Map.entry(
                    "required-properties-removed",
                    "Expect null from getters of properties that are no longer required."),
            Map.entry("schema-type-changed", "Adapt to the new types; the table says which they were and are."),
            Map.entry("schema-combinator-changed", "Handle the members that unions gained, null among them."),
            Map.entry("enum-values-removed", "Stop sending the values under *Enum values removed*."),
            Map.entry("schema-constraint-changed", "Keep what you send within the limits that became narrower."),
            Map.entry("response-removed", "Check code that goes by the status: some successes have another one now."));

    private ConsumerAdvice() {}

    static List<String> of(Comparison comparison) {
        List<String> advice = new ArrayList<>();
        for (Map.Entry<String, String> rule : BY_RULE) {
            if (comparison.wireBreaks().stream()
                    .anyMatch(change -> change.rule().equals(rule.getKey()))) {
                advice.add(rule.getValue());
            }
        }
        if (comparison.wireBreaks().stream().anyMatch(change -> !isKnown(change.rule()))) {
            advice.add("Go through *Breaking on the wire* for what no general advice fits.");
        }
        if (!comparison.javaBreaks().isEmpty()) {
            advice.add("Compile again; *Breaking in Java* lists every signature that is no longer there. Code compiled"
                    + " against the old version doesn't link with the new one.");
        }
        if (comparison.impact() != Impact.BREAKING) {
            advice.add("Nothing: code that compiles and runs with the old version does so with the new one.");
        }
        return advice;
    }

    private static boolean isKnown(String rule) {
        return BY_RULE.stream().anyMatch(known -> known.getKey().equals(rule));
    }
}
