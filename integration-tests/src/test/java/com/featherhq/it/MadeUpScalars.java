package com.featherhq.it;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes up numbers and texts that a schema allows, edges included. */
final class MadeUpScalars {

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    /** With what has to be escaped in JSON or in a URL, a letter of two bytes, and one outside the basic plane. */
    private static final List<String> TEXTS = List.of(
            "plain", "two words", "Zoë & Søn", "100% \"quoted\" \\ / + = ?", "line\nbreak\ttab", "🎧 \uD834\uDD1E");

    private final Random random;

    MadeUpScalars(Random random) {
        this.random = random;
    }

    BigInteger integer(JsonObject schema) {
        List<BigInteger> candidates = Stream.of(
                        lower(schema), upper(schema), BigDecimal.ONE, new BigDecimal("42"), new BigDecimal("-7"))
                .flatMap(number -> Stream.of(number, number.add(BigDecimal.ONE), number.subtract(BigDecimal.ONE)))
                .filter(number -> isWhole(number) && isAllowed(number, schema))
                .map(BigDecimal::toBigInteger)
                .filter(number -> !isInt32(schema) || number.bitLength() < Integer.SIZE)
                .toList();
        return pick(candidates);
    }

    private static boolean isInt32(JsonObject schema) {
        return schema.has("format") && schema.get("format").getAsString().equals("int32");
    }

    BigDecimal number(JsonObject schema) {
        List<BigDecimal> candidates = Stream.of(
                        lower(schema),
                        upper(schema),
                        lower(schema).add(upper(schema)).divide(new BigDecimal(2)),
                        new BigDecimal("0.1"),
                        new BigDecimal("-2.50"),
                        new BigDecimal("1234567.125"))
                .filter(number -> isAllowed(number, schema))
                .toList();
        return pick(candidates);
    }

    String string(JsonObject schema) {
        if (schema.has("pattern")) {
            return RegexText.matching(
                    schema.get("pattern").getAsString(),
                    bound(schema, "minLength", 0),
                    bound(schema, "maxLength", NO_LIMIT),
                    random);
        }
        return switch (schema.has("format") ? schema.get("format").getAsString() : "") {
            case "uuid" -> UUID.nameUUIDFromBytes(bytes()).toString();
            case "date" ->
                "20%02d-0%d-%02d".formatted(random.nextInt(100), 1 + random.nextInt(9), 10 + random.nextInt(18));
            case "date-time" -> dateTime();
            case "time" -> "%02d:%02d:00Z".formatted(random.nextInt(24), random.nextInt(60));
            case "email" -> "someone" + random.nextInt(100) + "@example.com";
            case "uri", "url" -> "https://example.com/a?b=" + random.nextInt(100);
            default -> text(bound(schema, "minLength", 0), bound(schema, "maxLength", NO_LIMIT));
        };
    }

    /** The value of a bound that the schema may have. */
    static int bound(JsonObject schema, String name, int otherwise) {
        return schema.has(name) ? schema.get(name).getAsInt() : otherwise;
    }

    private String dateTime() {
        String zone = pick(List.of("Z", "+00:00", "-05:30"));
        String fraction = pick(List.of("", ".5", ".123456"));
        return "2026-0%d-%02dT%02d:%02d:00%s%s"
                .formatted(
                        1 + random.nextInt(9),
                        10 + random.nextInt(18),
                        random.nextInt(24),
                        random.nextInt(60),
                        fraction,
                        zone);
    }

    /** Of that many characters at least and at most, counted as JSON Schema does: one outside the basic plane is one. */
    private String text(int least, int most) {
        StringBuilder text = new StringBuilder(pick(TEXTS));
        while (text.codePointCount(0, text.length()) < least) {
            text.append('x');
        }
        int end = Math.min(most, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, end));
    }

    private byte[] bytes() {
        return String.valueOf(random.nextLong()).getBytes(StandardCharsets.UTF_8);
    }

    /** Beyond what a double holds exactly, where nothing else is said: 2^53 + 1. */
    private static BigDecimal upper(JsonObject schema) {
        boolean small =
                schema.has("format") && schema.get("format").getAsString().equals("int32");
        return small
                ? new BigDecimal(Integer.MAX_VALUE)
                : bound(schema, "maximum", "exclusiveMaximum", "9007199254740993");
    }

    private static BigDecimal lower(JsonObject schema) {
        return bound(schema, "minimum", "exclusiveMinimum", "-2147483649");
    }

    private static BigDecimal bound(JsonObject schema, String inclusive, String exclusive, String otherwise) {
        if (schema.has(inclusive)) {
            return schema.get(inclusive).getAsBigDecimal();
        }
        boolean isBound = schema.has(exclusive) && !isFlag(schema.get(exclusive));
        return isBound ? schema.get(exclusive).getAsBigDecimal() : new BigDecimal(otherwise);
    }

    /** In OpenAPI 3.0 an exclusive bound was a flag beside the bound. */
    private static boolean isFlag(JsonElement exclusive) {
        return exclusive.getAsJsonPrimitive().isBoolean();
    }

    private static boolean isAllowed(BigDecimal number, JsonObject schema) {
        return number.compareTo(lower(schema)) >= 0
                && number.compareTo(upper(schema)) <= 0
                && !isExcluded(number, schema, "exclusiveMinimum")
                && !isExcluded(number, schema, "exclusiveMaximum");
    }

    private static boolean isExcluded(BigDecimal number, JsonObject schema, String bound) {
        if (!schema.has(bound) || !isFlag(schema.get(bound))) {
            return schema.has(bound) && schema.get(bound).getAsBigDecimal().compareTo(number) == 0;
        }
        String inclusive = bound.equals("exclusiveMinimum") ? "minimum" : "maximum";
        return schema.get(bound).getAsBoolean()
                && schema.get(inclusive).getAsBigDecimal().compareTo(number) == 0;
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
