package com.featherhq.spec.bump;

import java.util.ArrayList;
import java.util.List;

/** What differs between two signatures of a method, such as {@code VoiceApi.getThing(UUID id): Thing}, in words. */
final class SignatureDiff {

    private SignatureDiff() {}

    /** Returns the method's name with what differs behind it. */
    static String of(List<String> before, List<String> after) {
        if (before.equals(after)) {
            return "`" + name(before.get(0)) + "`: the same method; it differs on the wire";
        }
        if (before.size() != 1 || after.size() != 1) {
            return "`" + String.join("`, `", before) + "` is now `" + String.join("`, `", after) + "`";
        }
        List<String> parts = new ArrayList<>();
        add(parts, "new parameter", without(parameters(after.get(0)), parameters(before.get(0))));
        add(parts, "no more parameter", without(parameters(before.get(0)), parameters(after.get(0))));
        String was = returned(before.get(0));
        String is = returned(after.get(0));
        if (!was.equals(is)) {
            parts.add("returns `" + is + "`, was `" + was + "`");
        }
        return "`" + name(after.get(0)) + "`: "
                + (parts.isEmpty() ? "the parameters are in another order" : String.join("; ", parts));
    }

    private static void add(List<String> parts, String what, List<String> parameters) {
        if (!parameters.isEmpty()) {
            parts.add(what + (parameters.size() > 1 ? "s" : "") + " `" + String.join("`, `", parameters) + "`");
        }
    }

    private static List<String> without(List<String> all, List<String> others) {
        return all.stream().filter(one -> !others.contains(one)).toList();
    }

    private static String name(String signature) {
        return signature.substring(0, signature.indexOf('('));
    }

    private static String returned(String signature) {
        return signature.substring(signature.lastIndexOf("): ") + 3);
    }

    /** Types and names; a comma between angle brackets separates nothing. */
    private static List<String> parameters(String signature) {
        String all = signature.substring(signature.indexOf('(') + 1, signature.lastIndexOf("): "));
        return all.isEmpty() ? List.of() : List.of(all.split(", (?![^<]*>)", -1));
    }
}
