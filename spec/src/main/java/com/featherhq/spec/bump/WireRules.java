package com.featherhq.spec.bump;

import com.featherhq.spec.bump.WireChange.Impact;

/** Where this client can bear more than the comparer, which knows no client, takes for granted. */
final class WireRules {

    private WireRules() {}

    /** @param keepsJavaName whether the operation that the change is in keeps the name of its Java method */
    static WireChange apply(WireChange change, boolean keepsJavaName) {
        if (!change.breaking()) {
            return change;
        }
        return switch (change.rule()) {
            case "enum-values-added" ->
                change.overruled(
                        Impact.ADDITION, "Generated enums are open: a value that they don't name is read and kept.");
            case "operation-id-changed" ->
                keepsJavaName
                        ? change.overruled(Impact.PATCH, "The Java method's name is made without what changed.")
                        : change;
            case "response-removed" ->
                isErrorStatus(change)
                        ? change.overruled(
                                Impact.PATCH, "Exceptions go by the status that comes, not by those declared.")
                        : change;
            case "schema-constraint-changed" ->
                isLimit(change) && isInResponse(change)
                        ? change.overruled(
                                Impact.PATCH, "Generated types hold no limits, so that a response can't exceed them.")
                        : change;
            default -> change;
        };
    }

    private static boolean isErrorStatus(WireChange change) {
        String status = lastKey(change.declared());
        return !status.startsWith("2") && !lastKey(change.place()).startsWith("2");
    }

    private static boolean isLimit(WireChange change) {
        return Json.LIMITS.contains(lastKey(change.declared())) || Json.LIMITS.contains(lastKey(change.place()));
    }

    private static boolean isInResponse(WireChange change) {
        return change.place().contains("/responses/");
    }

    private static String lastKey(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }
}
