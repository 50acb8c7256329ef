package com.featherhq.it.contract;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/** What the planted service says: a document with one of everything for the one operation, and a conforming answer. */
final class PlantedService {

    static final String BODY = """
            {"url": "https://media.example.com/a.wav?signature=do-not-print", "expires_in": 900, "duration_ms": 1000,
             "bytes": 32044, "status": "ready", "kind": "call", "made_at": "2026-11-22T10:00:00Z", "parts": ["a"],
             "opens": "09:00:00"}
            """;

    private PlantedService() {}

    /** The vendored document with a response header, an enum, a limit and a format beside what it has. */
    static JsonObject document(JsonObject vendored) {
        JsonObject document = vendored.deepCopy();
        JsonObject schema = document.getAsJsonObject("components")
                .getAsJsonObject("schemas")
                .getAsJsonObject("RecordingPlaybackResponse");
        JsonObject properties = schema.getAsJsonObject("properties");
        properties.add("kind", JsonParser.parseString("{\"type\": \"string\", \"enum\": [\"call\", \"memo\"]}"));
        properties.add("made_at", JsonParser.parseString("{\"type\": \"string\", \"format\": \"date-time\"}"));
        properties.add("opens", JsonParser.parseString("{\"type\": \"string\", \"format\": \"time\"}"));
        properties.add(
                "parts",
                JsonParser.parseString("{\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"minItems\": 1}"));
        JsonObject success = document.getAsJsonObject("paths")
                .getAsJsonObject("/v1/voice/recordings/{recording_id}/playback-url")
                .getAsJsonObject("get")
                .getAsJsonObject("responses")
                .getAsJsonObject("200");
        success.add(
                "headers",
                JsonParser.parseString("{\"x-request-id\": {\"required\": true, \"schema\": {\"type\": \"string\"}},"
                        + " \"x-remaining\": {\"schema\": {\"type\": \"integer\"}}}"));
        return document;
    }

    static MockResponse conforming() {
        return new MockResponse()
                .setHeader("content-type", "application/json")
                .setHeader("x-request-id", "r-1")
                .setBody(BODY);
    }

    /** Answers everything with {@code response}. */
    static MockWebServer serving(MockResponse response) throws java.io.IOException {
        MockWebServer server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return response;
            }
        });
        server.start(java.net.InetAddress.getLoopbackAddress(), 0);
        return server;
    }
}
