package com.featherhq.it;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartReader;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Whether a request says what the arguments of its method say. */
final class SentRequest {

    private SentRequest() {}

    /** Path, query and headers. */
    static void checkAddress(CallTally tally, String place, MadeUpCall made, HttpUrl url, Headers headers) {
        if (!JsonDifference.isSameTexts(made.path(), url.pathSegments())) {
            tally.fail("path changed", place, made.path() + " became " + url.pathSegments());
        }
        if (!made.query().keySet().equals(url.queryParameterNames())) {
            tally.fail("query changed", place, made.query() + " became " + url.query());
        }
        made.query().forEach((name, expected) -> {
            List<String> sent = new ArrayList<>();
            url.queryParameterValues(name).forEach(sent::add);
            if (!JsonDifference.isSameTexts(expected, sent) && !isSameJson(expected, sent)) {
                tally.fail("query changed", place, name + ": " + expected + " became " + sent);
            }
        });
        made.headers().forEach((name, expected) -> {
            if (!JsonDifference.isSameTexts(expected, headers.values(name))) {
                tally.fail("header changed", place, name + ": " + expected + " became " + headers.values(name));
            }
        });
    }

    /** The body and the content type by which the server reads it. */
    static void checkBody(CallTally tally, String place, MadeUpCall made, @Nullable String contentType, Buffer body)
            throws IOException {
        MediaType type = contentType == null ? null : MediaType.parse(contentType);
        String named = type == null ? "" : type.type() + "/" + type.subtype();
        if (!named.equals(made.contentType())) {
            tally.fail("content type changed", place, "'" + made.contentType() + "' became '" + named + "'");
        } else if (named.equals("multipart/form-data")) {
            checkParts(tally, place, made.parts(), multipart(body, type.parameter("boundary")));
        } else if (named.equals("application/x-www-form-urlencoded")) {
            checkParts(tally, place, made.parts(), fields(body.readUtf8()));
        } else if (made.body() != null) {
            JsonDifference.between(made.body(), JsonParser.parseString(body.readUtf8()))
                    .ifPresent(difference -> tally.fail("request body changed", place, difference));
        } else if (made.text() != null) {
            String sent = body.readUtf8();
            if (!sent.equals(made.text())) {
                tally.fail("request body changed", place, "'" + made.text() + "' became '" + sent + "'");
            }
        } else if (body.size() > 0) {
            tally.fail("request body added", place, body.readUtf8());
        }
        if (!named.isEmpty()) {
            tally.count("request body");
        }
    }

    private static void checkParts(
            CallTally tally, String place, Map<String, List<String>> expected, Map<String, List<String>> sent) {
        if (!expected.keySet().equals(sent.keySet())) {
            tally.fail("parts changed", place, expected.keySet() + " became " + sent.keySet());
            return;
        }
        expected.forEach((name, texts) -> {
            List<String> arrived = sent.get(name);
            if (!JsonDifference.isSameTexts(texts, arrived) && !isSameJson(texts, arrived)) {
                tally.fail("part changed", place, name + ": " + texts + " became " + arrived);
            }
        });
    }

    /** The text of JSON isn't fixed. */
    private static boolean isSameJson(List<String> texts, List<String> arrived) {
        for (int i = 0; i < texts.size() && i < arrived.size(); i++) {
            if (!isContainer(texts.get(i)) || !isContainer(arrived.get(i))) {
                return false;
            }
            JsonElement expected = JsonParser.parseString(texts.get(i));
            if (JsonDifference.between(expected, JsonParser.parseString(arrived.get(i)))
                    .isPresent()) {
                return false;
            }
        }
        return texts.size() == arrived.size();
    }

    private static boolean isContainer(String text) {
        return text.startsWith("{") || text.startsWith("[");
    }

    private static Map<String, List<String>> fields(String form) {
        HttpUrl url = HttpUrl.get("http://localhost/?" + form.replace("+", "%20"));
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (!form.isEmpty()) {
            url.queryParameterNames().forEach(name -> fields.put(name, url.queryParameterValues(name)));
        }
        return fields;
    }

    /** The parts' texts by name; of a file its name. */
    private static Map<String, List<String>> multipart(Buffer body, @Nullable String boundary) throws IOException {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        try (MultipartReader reader = new MultipartReader(body, boundary)) {
            for (MultipartReader.Part part = reader.nextPart(); part != null; part = reader.nextPart()) {
                String disposition = part.headers().get("Content-Disposition");
                String file = parameter(disposition, "filename");
                String text = part.body().readUtf8();
                parts.computeIfAbsent(parameter(disposition, "name"), key -> new ArrayList<>())
                        .add(file == null ? text : file);
            }
        }
        return parts;
    }

    private static @Nullable String parameter(String disposition, String name) {
        int start = disposition.indexOf(" " + name + "=\"");
        if (start < 0) {
            return null;
        }
        int from = start + name.length() + 3;
        return disposition.substring(from, disposition.indexOf('"', from));
    }
}
