package com.featherhq.it;

import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where two JSON trees say different things: numbers are taken by value, date-times by instant, UUIDs without case. */
final class JsonDifference {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern DATE_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d.*");

    private JsonDifference() {}

    /** The first place where they differ and what is there, or nothing. */
    static Optional<String> between(JsonElement expected, JsonElement actual) {
        return between("", expected, actual);
    }

    private static Optional<String> between(String pointer, JsonElement expected, JsonElement actual) {
        if (expected instanceof JsonObject left && actual instanceof JsonObject right) {
            return betweenObjects(pointer, left, right);
        }
        if (expected instanceof JsonArray left && actual instanceof JsonArray right && left.size() == right.size()) {
            return betweenArrays(pointer, left, right);
        }
        if (expected instanceof JsonPrimitive left && actual instanceof JsonPrimitive right && isSame(left, right)) {
            return Optional.empty();
        }
        return expected.equals(actual)
                ? Optional.empty()
                : Optional.of("at '" + pointer + "': " + shortened(expected) + " became " + shortened(actual));
    }

    private static Optional<String> betweenObjects(String pointer, JsonObject left, JsonObject right) {
        Set<String> names = new LinkedHashSet<>(left.keySet());
        names.addAll(right.keySet());
        for (String name : names) {
            String at = JsonPointers.child(pointer, name);
            if (!left.has(name) || !right.has(name)) {
                String what = left.has(name)
                        ? shortened(left.get(name)) + " was lost"
                        : shortened(right.get(name)) + " was added";
                return Optional.of("at '" + at + "': " + what);
            }
            Optional<String> difference = between(at, left.get(name), right.get(name));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> betweenArrays(String pointer, JsonArray left, JsonArray right) {
        for (int i = 0; i < left.size(); i++) {
            Optional<String> difference = between(pointer + "/" + i, left.get(i), right.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static boolean isSame(JsonPrimitive left, JsonPrimitive right) {
        if (left.isNumber() && right.isNumber()) {
            return left.getAsBigDecimal().compareTo(right.getAsBigDecimal()) == 0;
        }
        return left.isString() && right.isString() && isSameText(left.getAsString(), right.getAsString());
    }

    private static boolean isSameText(String left, String right) {
        if (UUID.matcher(left).matches()) {
            return left.equalsIgnoreCase(right);
        }
        if (left.equals(right)) {
            return true;
        }
        boolean dateTimes =
                DATE_TIME.matcher(left).matches() && DATE_TIME.matcher(right).matches();
        try {
            return dateTimes && instant(left).equals(instant(right));
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Whether the texts of parameters say the same; a number may be written in another way. */
    static boolean isSameTexts(List<String> left, List<String> right) {
        boolean same = left.size() == right.size();
        for (int i = 0; same && i < left.size(); i++) {
            same = isSameText(left.get(i), right.get(i)) || isSameNumber(left.get(i), right.get(i));
        }
        return same;
    }

    private static boolean isSameNumber(String left, String right) {
        try {
            return new BigDecimal(left).compareTo(new BigDecimal(right)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Instant instant(String text) {
        TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime offset
                ? offset.toInstant()
                : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
    }

    private static String shortened(JsonElement element) {
        String text = element.toString();
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }
}
