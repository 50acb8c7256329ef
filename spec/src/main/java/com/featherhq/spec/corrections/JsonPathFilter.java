package com.featherhq.spec.corrections;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition in a {@link JsonPath} (RFC 9535, section 2.3.5). */
sealed interface JsonPathFilter {

    /** Whether it holds for a node of {@code root}. */
    boolean holds(JsonElement node, JsonElement root);

    /** One of several conditions holds. */
    record Any(List<JsonPathFilter> conditions) implements JsonPathFilter {
        @Override
        public boolean holds(JsonElement node, JsonElement root) {
            return conditions.stream().anyMatch(condition -> condition.holds(node, root));
        }
    }

    /** All of several conditions hold. */
    record All(List<JsonPathFilter> conditions) implements JsonPathFilter {
        @Override
        public boolean holds(JsonElement node, JsonElement root) {
            return conditions.stream().allMatch(condition -> condition.holds(node, root));
        }
    }

    /** A condition doesn't hold. */
    record Not(JsonPathFilter condition) implements JsonPathFilter {
        @Override
        public boolean holds(JsonElement node, JsonElement root) {
            return !condition.holds(node, root);
        }
    }

    /** A path selects something. */
    record Exists(Operand operand) implements JsonPathFilter {
        @Override
        public boolean holds(JsonElement node, JsonElement root) {
            return operand.path() != null
                    && !operand.path()
                            .select(operand.absolute() ? root : node, root)
                            .isEmpty();
        }
    }

    /** Two values compare. */
    record Compare(Operand left, String operator, Operand right) implements JsonPathFilter {

        @Override
        public boolean holds(JsonElement node, JsonElement root) {
            JsonElement first = left.value(node, root);
            JsonElement second = right.value(node, root);
            return switch (operator) {
                case "==" -> equal(first, second);
                case "!=" -> !equal(first, second);
                case "<" -> less(first, second);
                case "<=" -> less(first, second) || equal(first, second);
                case ">" -> less(second, first);
                default -> less(second, first) || equal(first, second);
            };
        }

        /** What is missing equals only what is missing. */
        private static boolean equal(@Nullable JsonElement first, @Nullable JsonElement second) {
            return first == null ? second == null : first.equals(second);
        }

        private static boolean less(@Nullable JsonElement first, @Nullable JsonElement second) {
            if (!(first instanceof JsonPrimitive a) || !(second instanceof JsonPrimitive b)) {
                return false;
            }
            if (a.isNumber() && b.isNumber()) {
                return a.getAsBigDecimal().compareTo(b.getAsBigDecimal()) < 0;
            }
            return a.isString() && b.isString() && a.getAsString().compareTo(b.getAsString()) < 0;
        }
    }

    /** A literal, or what a path from the node, or from the root if {@code absolute}, selects. */
    record Operand(@Nullable JsonElement literal, @Nullable JsonPath path, boolean absolute) {

        @Nullable
        JsonElement value(JsonElement node, JsonElement root) {
            if (path == null) {
                return literal;
            }
            List<JsonPath.Node> found = path.select(absolute ? root : node, root);
            return found.isEmpty() ? null : found.get(0).value();
        }
    }
}
