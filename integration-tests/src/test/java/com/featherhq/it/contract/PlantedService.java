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

    private static final String PATH = "/v1/voice/recordings/{recording_id}/playback-url";

    /** A document of its own, of an operation that every version has: what is vendored may be any version. */
    static JsonObject document() {
        return JsonParser.parseString("""
                        {
                          'openapi': '3.1.0',
                          'info': {'title': 'Feather API', 'version': '1.0.0'},
                          'paths': {'/v1/voice/recordings/{recording_id}/playback-url': {'get': {
                            'tags': ['voice'],
                            'operationId':
                              'get_recording_playback_url_v1_voice_recordings__recording_id__playback_url_get',
                            'parameters': [{'name': 'recording_id', 'in': 'path', 'required': true,
                              'schema': {'type': 'string', 'format': 'uuid'}}],
                            'responses': {
                              '200': {
                                'description': 'Successful Response',
                                'headers': {
                                  'x-request-id': {'required': true, 'schema': {'type': 'string'}},
                                  'x-remaining': {'schema': {'type': 'integer'}}},
                                'content': {'application/json': {'schema': {'$ref': '#/components/schemas/Playback'}}}},
                              '422': {
                                'description': 'Validation Error',
                                'content': {'application/json': {'schema': {'$ref': '#/components/schemas/Invalid'}}}}},
                            'security': [{'key': []}]}}},
                          'components': {
                            'securitySchemes': {'key': {'type': 'apiKey', 'in': 'header', 'name': 'x-api-key'}},
                            'schemas': {
                              'Invalid': {'type': 'object', 'properties': {
                                'detail': {'type': 'array', 'items': {'type': 'object'}}}},
                              'Playback': {
                                'type': 'object',
                                'required': ['expires_in', 'duration_ms', 'bytes', 'status'],
                                'properties': {
                                  'url': {'anyOf': [{'type': 'string'}, {'type': 'null'}]},
                                  'expires_in': {'type': 'integer'},
                                  'duration_ms': {'anyOf': [{'type': 'integer'}, {'type': 'null'}]},
                                  'bytes': {'anyOf': [{'type': 'integer'}, {'type': 'null'}]},
                                  'status': {'type': 'string'},
                                  'kind': {'type': 'string', 'enum': ['call', 'memo']},
                                  'made_at': {'type': 'string', 'format': 'date-time'},
                                  'opens': {'type': 'string', 'format': 'time'},
                                  'parts': {'type': 'array', 'items': {'type': 'string'}, 'minItems': 1}}}}}
                        }
                        """.replace('\'', '"')).getAsJsonObject();
    }

    /** The one operation of any document that has it. */
    static JsonObject part(JsonObject document) {
        JsonObject part = document.deepCopy();
        JsonObject paths = new JsonObject();
        paths.add(PATH, document.getAsJsonObject("paths").get(PATH));
        part.add("paths", paths);
        return part;
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
