package com.featherhq.it.contract;

import com.featherhq.it.contract.Value.Origin;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values for parameters as a document describes them: by example, enum, format, type and limits. */
final class DocumentedValues {

    private static final int DAYS = 7;
    private static final Pattern START =
            Pattern.compile("start|from|since|after|begin|earliest|min", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATE =
            Pattern.compile("(^|_|\\b)(date|day)$|(start|end|from|until|since|to)_date", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> BY_FORMAT = Map.of(
            "uuid", "00000000-0000-4000-8000-000000000000",
            "email", "contract-check@example.com",
            "uri", "https://example.com/",
            "hostname", "example.com",
            "ipv4", "192.0.2.1",
            "time", "09:00:00",
            "duration", "PT1H",
            "byte", "YQ==");

    private final Contract contract;
    private final Clock clock;
    private final BiFunction<String, JsonObject, String> text;

    /** @param text makes a text for a regular expression and the schema that has it */
    DocumentedValues(Contract contract, Clock clock, BiFunction<String, JsonObject, String> text) {
        this.contract = contract;
        this.clock = clock;
        this.text = text;
    }

    /** A value and whether the document leaves no doubt about it. */
    record Documented(JsonElement json, Origin origin) {}

    Documented of(JsonObject parameter, String name) {
        JsonObject schema = contract.resolve(parameter.get("schema"));
        JsonElement said = first(
                parameter.get("example"),
                example(parameter.get("examples")),
                schema.get("example"),
                schema.get("examples"));
        if (said != null) {
            return new Documented(said, Origin.DOCUMENTED);
        }
        return of(schema, name, 0);
    }

    private static @Nullable JsonElement first(@Nullable JsonElement... candidates) {
        return Stream.of(candidates)
                .map(candidate -> candidate instanceof JsonArray array && !array.isEmpty() ? array.get(0) : candidate)
                .filter(candidate -> candidate != null && !candidate.isJsonNull())
                .findFirst()
                .orElse(null);
    }

    /** Of a parameter the examples are an object by name, each with a value. */
    private static @Nullable JsonElement example(@Nullable JsonElement examples) {
        if (examples instanceof JsonObject object && !object.isEmpty()) {
            JsonElement named = object.asMap().values().iterator().next();
            return named instanceof JsonObject example ? example.get("value") : null;
        }
        return examples;
    }

    private Documented of(JsonObject schema, String name, int depth) {
        JsonElement said =
                first(schema.get("const"), schema.get("enum"), schema.get("default"), schema.get("examples"));
        if (said != null) {
            return new Documented(said, Origin.DOCUMENTED);
        }
        for (String union : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.get(union) instanceof JsonArray members && depth < 5) {
                return of(member(members), name, depth + 1);
            }
        }
        return switch (type(schema)) {
            case "boolean" -> new Documented(new JsonPrimitive(false), Origin.DOCUMENTED);
            case "integer" -> new Documented(new JsonPrimitive(number(schema, BigDecimal.ONE)), Origin.MADE_UP);
            case "number" -> new Documented(new JsonPrimitive(number(schema, new BigDecimal("0.5"))), Origin.MADE_UP);
            case "array" -> array(schema, name, depth);
            case "object" -> new Documented(new JsonObject(), Origin.MADE_UP);
            default -> text(schema, name);
        };
    }

    private JsonObject member(JsonArray members) {
        return members.asList().stream()
                .map(contract::resolve)
                .filter(member -> !new JsonPrimitive("null").equals(member.get("type")))
                .findFirst()
                .orElseGet(JsonObject::new);
    }

    static String type(JsonObject schema) {
        if (schema.get("type") instanceof JsonArray types) {
            return types.asList().stream()
                    .map(JsonElement::getAsString)
                    .filter(type -> !type.equals("null"))
                    .findFirst()
                    .orElse("");
        }
        return schema.get("type") instanceof JsonPrimitive type ? type.getAsString() : "";
    }

    private Documented array(JsonObject schema, String name, int depth) {
        Documented item = of(contract.resolve(schema.get("items")), name, depth + 1);
        JsonArray array = new JsonArray();
        array.add(item.json());
        return new Documented(array, item.origin());
    }

    private static BigDecimal number(JsonObject schema, BigDecimal usual) {
        BigDecimal least = limit(schema, "minimum", "exclusiveMinimum", BigDecimal.ONE);
        BigDecimal most = limit(schema, "maximum", "exclusiveMaximum", BigDecimal.ONE.negate());
        BigDecimal number = least != null && usual.compareTo(least) < 0 ? least : usual;
        return most != null && number.compareTo(most) > 0 ? most : number;
    }

    private static @Nullable BigDecimal limit(JsonObject schema, String limit, String exclusive, BigDecimal step) {
        if (schema.has(limit)) {
            return schema.get(limit).getAsBigDecimal();
        }
        return schema.has(exclusive) ? schema.get(exclusive).getAsBigDecimal().add(step) : null;
    }

    private Documented text(JsonObject schema, String name) {
        String format = schema.get("format") instanceof JsonPrimitive given ? given.getAsString() : "";
        if (format.equals("date-time")) {
            return new Documented(new JsonPrimitive(instant(name).toString()), Origin.DOCUMENTED);
        }
        if (format.equals("date")) {
            return new Documented(new JsonPrimitive(date(name).toString()), Origin.DOCUMENTED);
        }
        if (format.isEmpty() && !schema.has("pattern") && DATE.matcher(name).find()) {
            return new Documented(new JsonPrimitive(date(name).toString()), Origin.MADE_UP);
        }
        return new Documented(new JsonPrimitive(plain(schema, format)), Origin.MADE_UP);
    }

    private String plain(JsonObject schema, String format) {
        if (schema.get("pattern") instanceof JsonPrimitive pattern) {
            try {
                return text.apply(pattern.getAsString(), schema);
            } catch (IllegalArgumentException e) {
                return "text"; // no text was found, or it isn't an expression of Java's
            }
        }
        String plain = BY_FORMAT.getOrDefault(format.toLowerCase(Locale.ROOT), "text");
        int least = schema.has("minLength") ? schema.get("minLength").getAsInt() : 0;
        int most = schema.has("maxLength") ? schema.get("maxLength").getAsInt() : Integer.MAX_VALUE;
        String longEnough = plain + "x".repeat(Math.max(0, Math.min(least, 10_000) - plain.length()));
        return longEnough.substring(0, Math.min(most, longEnough.length()));
    }

    /** The last 7 days: what starts is older than what ends. */
    private LocalDate date(String name) {
        return LocalDate.ofInstant(instant(name), ZoneOffset.UTC);
    }

    private Instant instant(String name) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return START.matcher(name).find() ? now.minus(DAYS, ChronoUnit.DAYS) : now;
    }
}
