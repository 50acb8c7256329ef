package com.featherhq.spec.corrections;

import com.featherhq.spec.corrections.JsonPath.Segment;
import com.featherhq.spec.corrections.JsonPath.Selector;
import com.featherhq.spec.corrections.JsonPathFilter.Operand;
import com.featherhq.spec.document.SpecException;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a {@link JsonPath}. */
final class JsonPathReader {

    /** RFC 9535 leaves {@code -} out; the keys of OpenAPI's extensions have it, and it can't mean anything else here. */
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}_\\x{80}-\\x{10FFFF}][\\p{L}\\d_\\x{80}-\\x{10FFFF}-]*");

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,8})");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern WORD = Pattern.compile("[a-z]+");
    private static final Pattern OPERATOR = Pattern.compile("==|!=|<=|>=|<|>");

    private final String text;
    private int at;

    JsonPathReader(String text) {
        this.text = text;
    }

    JsonPath path() {
        if (!take("$")) {
            throw refused("begins with $");
        }
        JsonPath path = new JsonPath(text, segments());
        if (at < text.length()) {
            throw refused("goes on with .name, ['name'], [index], [*] or [?condition]");
        }
        return path;
    }

    private List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        while (at < text.length()) {
            int start = at;
            skipSpace();
            boolean descendant = take("..");
            if (text.startsWith("[", at)) {
                segments.add(new Segment(descendant, brackets()));
            } else if (descendant || take(".")) {
                segments.add(new Segment(descendant, List.of(take("*") ? new Selector.Wildcard() : name())));
            } else {
                at = start;
                break;
            }
        }
        return segments;
    }

    private Selector name() {
        return new Selector.Name(require(NAME, "has a name after the dot; others are written ['name']"));
    }

    private List<Selector> brackets() {
        take("[");
        List<Selector> selectors = new ArrayList<>();
        do {
            skipSpace();
            selectors.add(selector());
            skipSpace();
        } while (take(","));
        if (!take("]")) {
            throw refused(text.startsWith(":", at) ? "has no slice: slices are not supported" : "has a ] here");
        }
        return selectors;
    }

    private Selector selector() {
        if (take("*")) {
            return new Selector.Wildcard();
        }
        if (take("?")) {
            return new Selector.Filter(any());
        }
        if (text.startsWith("'", at) || text.startsWith("\"", at)) {
            return new Selector.Name(string());
        }
        return new Selector.Index(Integer.parseInt(
                require(INTEGER, "has 'name', an index, * or ?condition here; slices are not supported")));
    }

    private JsonPathFilter any() {
        List<JsonPathFilter> conditions = new ArrayList<>();
        do {
            conditions.add(all());
            skipSpace();
        } while (take("||"));
        return conditions.size() == 1 ? conditions.get(0) : new JsonPathFilter.Any(conditions);
    }

    private JsonPathFilter all() {
        List<JsonPathFilter> conditions = new ArrayList<>();
        do {
            conditions.add(condition());
            skipSpace();
        } while (take("&&"));
        return conditions.size() == 1 ? conditions.get(0) : new JsonPathFilter.All(conditions);
    }

    private JsonPathFilter condition() {
        skipSpace();
        if (take("!")) {
            return new JsonPathFilter.Not(condition());
        }
        if (take("(")) {
            JsonPathFilter inner = any();
            if (!take(")")) {
                throw refused("has a ) here");
            }
            return inner;
        }
        return comparison();
    }

    private JsonPathFilter comparison() {
        Operand left = operand();
        skipSpace();
        Matcher operator = matcher(OPERATOR);
        if (!operator.lookingAt()) {
            if (left.path() == null) {
                throw refused("compares a value here");
            }
            return new JsonPathFilter.Exists(left);
        }
        at = operator.end();
        skipSpace();
        return new JsonPathFilter.Compare(comparable(left), operator.group(), comparable(operand()));
    }

    private Operand comparable(Operand operand) {
        if (operand.path() != null && !operand.path().isSingular()) {
            throw refused("compares single values only");
        }
        return operand;
    }

    private Operand operand() {
        int start = at;
        if (take("@") || take("$")) {
            List<Segment> segments = segments();
            return new Operand(null, new JsonPath(text.substring(start, at), segments), text.charAt(start) == '$');
        }
        return new Operand(literal(), null, false);
    }

    private JsonElement literal() {
        if (text.startsWith("'", at) || text.startsWith("\"", at)) {
            return new JsonPrimitive(string());
        }
        if (matcher(NUMBER).lookingAt()) {
            return new JsonPrimitive(new BigDecimal(require(NUMBER, "")));
        }
        String word = require(WORD, "has @, $ or a literal here");
        return switch (word) {
            case "true" -> new JsonPrimitive(true);
            case "false" -> new JsonPrimitive(false);
            case "null" -> JsonNull.INSTANCE;
            default -> throw refused("has no function: functions are not supported");
        };
    }

    /** A string in either kind of quotes, with the escapes of JSON and {@code \'}. */
    private String string() {
        char quote = text.charAt(at++);
        StringBuilder json = new StringBuilder("\"");
        while (at < text.length() && text.charAt(at) != quote) {
            boolean escaped = text.charAt(at) == '\\' && at + 1 < text.length();
            String next = escaped ? text.substring(at, at + 2) : text.substring(at, at + 1);
            json.append(next.equals("\\'") ? "'" : next.equals("\"") ? "\\\"" : next);
            at += next.length();
        }
        if (!take(String.valueOf(quote))) {
            throw refused("ends its text with " + quote);
        }
        return JsonParser.parseString(json.append('"').toString()).getAsString();
    }

    private String require(Pattern pattern, String expected) {
        Matcher matcher = matcher(pattern);
        if (!matcher.lookingAt()) {
            throw refused(expected);
        }
        at = matcher.end();
        return matcher.group();
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private boolean take(String token) {
        boolean there = text.startsWith(token, at);
        at += there ? token.length() : 0;
        return there;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private SpecException refused(String expected) {
        return new SpecException(
                "the JSONPath " + text + " can't be read at character " + (at + 1) + ": a path " + expected + ".");
    }
}
