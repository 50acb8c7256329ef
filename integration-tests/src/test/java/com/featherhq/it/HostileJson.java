package com.featherhq.it;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Makes up bodies as a newer service may send them, or as nobody expects them; a client must lose nothing of them. */
final class HostileJson extends MadeUpJson {

    /** Part of every text that isn't a key: a text by which one can find what must not be shown. */
    static final String SECRET = "s3cr3t";

    private static final int NESTED = 200;
    private static final List<String> TEXTS = List.of(
            SECRET + " 🎧 \uD834\uDD1E \uDBFF\uDFFF",
            "\u0000\u001F\u007F\u2028\u2029\uFEFF " + SECRET,
            "\"\\/\b\f\n\r\t<script>&'=" + SECRET,
            "e\u0301\u202E 日本語 " + SECRET,
            SECRET + " null");
    private static final List<BigInteger> INTEGERS = List.of(
            BigInteger.TWO.pow(31),
            BigInteger.TWO.pow(53).add(BigInteger.ONE),
            BigInteger.valueOf(Long.MAX_VALUE),
            BigInteger.valueOf(Long.MIN_VALUE),
            BigInteger.TWO.pow(31).negate().subtract(BigInteger.ONE));
    private static final List<BigDecimal> NUMBERS = List.of(
            new BigDecimal("0.1"),
            new BigDecimal("9007199254740993"),
            new BigDecimal("12345678901234567890.1234567890123456789"),
            new BigDecimal("1e-300"),
            new BigDecimal("-1.5E+200"));

    private final boolean nulls;
    private final int member;

    /**
     * @param nulls whether everything that may be null is
     * @param member which member of every union, counted around
     */
    HostileJson(OpenApiDocument document, Random random, boolean nulls, int member) {
        super(document, Extent.MOST, random);
        this.nulls = nulls;
        this.member = member;
    }

    @Override
    BigInteger integer(JsonObject schema) {
        return isFormat(schema, "int32") ? BigInteger.valueOf(Integer.MIN_VALUE) : pick(INTEGERS);
    }

    @Override
    BigDecimal number(JsonObject schema) {
        return isFormat(schema, "double") || isFormat(schema, "float") ? new BigDecimal("0.1") : pick(NUMBERS);
    }

    @Override
    String string(JsonObject schema) {
        boolean isParsed = isFormat(schema, "uuid") || isFormat(schema, "date") || isFormat(schema, "date-time");
        return isParsed ? super.string(schema) : pick(TEXTS);
    }

    @Override
    JsonElement enumValue(List<JsonElement> values) {
        boolean isText = values.get(0).isJsonPrimitive()
                && values.get(0).getAsJsonPrimitive().isString();
        return isText && values.size() > 1 ? new JsonPrimitive("NEW " + pick(TEXTS)) : pick(values);
    }

    @Override
    JsonElement chosen(List<JsonElement> members) {
        return members.get(member % members.size());
    }

    @Override
    boolean wantsNull() {
        return nulls || isDeep();
    }

    @Override
    JsonObject decorated(JsonObject object, JsonObject schema) {
        if (schema.has("properties")) {
            object.addProperty("x_new", pick(INTEGERS));
            object.add("", JsonNull.INSTANCE);
            object.add("a.b/c~d[0] \"é\" 🎧", freeForm());
        }
        return object;
    }

    @Override
    JsonElement freeForm() {
        JsonElement nested = isDeep() ? new JsonPrimitive(pick(NUMBERS)) : nested();
        JsonObject object = new JsonObject();
        object.add("nested", nested);
        object.add("empty", new JsonArray());
        object.add("null", JsonNull.INSTANCE);
        object.addProperty("text", pick(TEXTS));
        return object;
    }

    private static JsonElement nested() {
        JsonElement nested = new JsonObject();
        for (int i = 0; i < NESTED / 2; i++) {
            JsonArray array = new JsonArray();
            array.add(nested);
            JsonObject object = new JsonObject();
            object.add("k", array);
            nested = object;
        }
        return nested;
    }

    private static boolean isFormat(JsonObject schema, String format) {
        return schema.has("format") && schema.get("format").getAsString().equals(format);
    }
}
