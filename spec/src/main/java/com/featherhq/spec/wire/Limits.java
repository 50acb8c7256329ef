package com.featherhq.spec.wire;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keywords that narrow a type. They matter in requests only: no generated type holds a limit. */
final class Limits {

    private static final List<String> LEAST = List.of("minLength", "minItems", "minProperties", "minContains");
    private static final List<String> MOST = List.of("maxLength", "maxItems", "maxProperties", "maxContains");
    private static final List<String> SHAPE = List.of("pattern", "not", "contains");

    private Limits() {}

    /** The keywords by which {@code current} allows less than {@code old}, each with how to call it. */
    static Map<String, String> narrowed(JsonObject old, JsonObject current) {
        Map<String, String> narrowed = new LinkedHashMap<>();
        for (String key : LEAST) {
            if (isMore(number(current, key), number(old, key)) && !isZero(number(current, key))) {
                narrowed.put(key, "`" + key + "`");
            }
        }
        for (String key : MOST) {
            if (isMore(negated(number(current, key)), negated(number(old, key)))) {
                narrowed.put(key, "`" + key + "`");
            }
        }
        if (isNarrower(Bound.lower(old), Bound.lower(current))) {
            narrowed.put(current.has("minimum") ? "minimum" : "exclusiveMinimum", "lower bound");
        }
        if (isNarrower(Bound.upper(old), Bound.upper(current))) {
            narrowed.put(current.has("maximum") ? "maximum" : "exclusiveMaximum", "upper bound");
        }
        others(old, current, narrowed);
        return narrowed;
    }

    private static void others(JsonObject old, JsonObject current, Map<String, String> narrowed) {
        for (String key : SHAPE) {
            if (current.has(key) && !current.get(key).equals(old.get(key))) {
                narrowed.put(key, "`" + key + "`");
            }
        }
        if (Doc.flag(current, "uniqueItems") && !Doc.flag(old, "uniqueItems")) {
            narrowed.put("uniqueItems", "`uniqueItems`");
        }
        BigDecimal step = number(current, "multipleOf");
        BigDecimal former = number(old, "multipleOf");
        if (step != null && (former == null || former.remainder(step).signum() != 0)) {
            narrowed.put("multipleOf", "`multipleOf`");
        }
    }

    /** A bound turned so that more is narrower. */
    private record Bound(BigDecimal value, boolean exclusive) {

        static @Nullable Bound lower(JsonObject schema) {
            return narrower(
                    of(number(schema, "minimum"), false, schema), of(number(schema, "exclusiveMinimum"), true, schema));
        }

        static @Nullable Bound upper(JsonObject schema) {
            return narrower(
                    of(negated(number(schema, "maximum")), false, schema),
                    of(negated(number(schema, "exclusiveMaximum")), true, schema));
        }

        /** For integers, more than 0 is at least 1. */
        private static @Nullable Bound of(@Nullable BigDecimal value, boolean exclusive, JsonObject schema) {
            if (value == null) {
                return null;
            }
            boolean integer = Doc.string(schema, "type").equals("integer");
            return integer && exclusive
                    ? new Bound(value.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE), false)
                    : new Bound(value, exclusive);
        }

        private static @Nullable Bound narrower(@Nullable Bound one, @Nullable Bound other) {
            return isNarrower(one, other) ? other : one;
        }
    }

    private static boolean isNarrower(@Nullable Bound old, @Nullable Bound current) {
        if (old == null || current == null) {
            return current != null;
        }
        int order = current.value().compareTo(old.value());
        return order > 0 || (order == 0 && current.exclusive() && !old.exclusive());
    }

    private static boolean isMore(@Nullable BigDecimal value, @Nullable BigDecimal than) {
        return value != null && (than == null || value.compareTo(than) > 0);
    }

    private static boolean isZero(@Nullable BigDecimal value) {
        return value != null && value.signum() == 0;
    }

    private static @Nullable BigDecimal negated(@Nullable BigDecimal value) {
        return value == null ? null : value.negate();
    }

    private static @Nullable BigDecimal number(JsonObject schema, String key) {
        JsonElement value = schema.get(key);
        return value != null
                        && value.isJsonPrimitive()
                        && value.getAsJsonPrimitive().isNumber()
                ? value.getAsBigDecimal()
                : null;
    }
}
