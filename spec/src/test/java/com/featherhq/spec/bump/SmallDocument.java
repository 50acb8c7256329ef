package com.featherhq.spec.bump;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.function.Consumer;

/** A small document that has one of everything, and single changes to it. */
final class SmallDocument {

    private static final String TEXT = """
            {
              'openapi': '3.1.0',
              'info': {'title': 'Feather API', 'version': '1.0.0', 'description': 'Small.'},
              'paths': {
                '/v1/things': {
                  'get': {
                    'tags': ['things'], 'operationId': 'listThings', 'summary': 'List things',
                    'security': [],
                    'parameters': [
                      {'name': 'kind', 'in': 'query', 'schema': {'$ref': '#/components/schemas/Kind'}},
                      {'name': 'limit', 'in': 'query', 'schema': {'type': 'integer', 'maximum': 100}}
                    ],
                    'responses': {
                      '200': {'description': 'Things', 'content': {'application/json': {'schema': {
                        'type': 'array', 'items': {'$ref': '#/components/schemas/Thing'}}}}}
                    }
                  },
                  'post': {
                    'tags': ['things'], 'operationId': 'createThing', 'summary': 'Create a thing',
                    'requestBody': {'required': true, 'content': {'application/json': {'schema': {
                      '$ref': '#/components/schemas/NewThing'}}}},
                    'responses': {
                      '201': {'description': 'Created', 'content': {'application/json': {'schema': {
                        '$ref': '#/components/schemas/Thing'}}}},
                      '409': {'description': 'Exists', 'content': {'application/json': {'schema': {
                        '$ref': '#/components/schemas/Problem'}}}}
                    }
                  }
                },
                '/v1/things/{thing_id}': {
                  'get': {
                    'tags': ['things'], 'operationId': 'getThing', 'summary': 'Get a thing',
                    'parameters': [
                      {'name': 'thing_id', 'in': 'path', 'required': true, 'schema': {'type': 'string', 'format': 'uuid'}}
                    ],
                    'responses': {
                      '200': {'description': 'Thing', 'content': {'application/json': {'schema': {
                        '$ref': '#/components/schemas/Thing'}}}},
                      '404': {'description': 'No such thing', 'content': {'application/json': {'schema': {
                        '$ref': '#/components/schemas/Problem'}}}}
                    }
                  },
                  'delete': {
                    'tags': ['things'], 'operationId': 'deleteThing', 'summary': 'Delete a thing',
                    'parameters': [
                      {'name': 'thing_id', 'in': 'path', 'required': true, 'schema': {'type': 'string', 'format': 'uuid'}}
                    ],
                    'responses': {'204': {'description': 'Gone'}}
                  }
                }
              },
              'components': {
                'securitySchemes': {'key': {'type': 'apiKey', 'in': 'header', 'name': 'x-api-key'}},
                'schemas': {
                  'Kind': {'type': 'string', 'enum': ['big', 'small']},
                  'State': {'type': 'string', 'enum': ['new', 'old']},
                  'Circle': {'type': 'object', 'required': ['radius'], 'properties': {'radius': {'type': 'number'}}},
                  'Square': {'type': 'object', 'required': ['side'], 'properties': {'side': {'type': 'number'}}},
                  'Line': {'type': 'object', 'required': ['length'], 'properties': {'length': {'type': 'number'}}},
                  'Problem': {'type': 'object', 'properties': {'error': {'type': 'string'}}},
                  'Thing': {
                    'type': 'object', 'required': ['id', 'size', 'state'],
                    'properties': {
                      'id': {'type': 'string', 'format': 'uuid'},
                      'size': {'type': 'integer'},
                      'state': {'$ref': '#/components/schemas/State'},
                      'note': {'type': 'string', 'maxLength': 100},
                      'tags': {'type': 'array', 'items': {'type': 'string'}},
                      'shape': {'anyOf': [
                        {'$ref': '#/components/schemas/Circle'}, {'$ref': '#/components/schemas/Square'}]}
                    }
                  },
                  'NewThing': {
                    'type': 'object', 'required': ['name'],
                    'properties': {
                      'name': {'type': 'string', 'maxLength': 20},
                      'kind': {'$ref': '#/components/schemas/Kind'},
                      'color': {'anyOf': [{'type': 'string'}, {'type': 'null'}]},
                      'weight': {'type': 'integer'}
                    }
                  }
                }
              }
            }
            """;

    private SmallDocument() {}

    static JsonObject create() {
        return JsonParser.parseString(TEXT.replace('\'', '"')).getAsJsonObject();
    }

    /** The document with one change, under a newer version. */
    static JsonObject with(Consumer<JsonObject> change) {
        JsonObject document = create();
        document.getAsJsonObject("info").addProperty("version", "1.1.0");
        change.accept(document);
        return document;
    }

    /** What keys, with spaces between, lead to. */
    static JsonObject at(JsonObject document, String keys) {
        JsonElement value = document;
        for (String key : keys.split(" ", -1)) {
            value = value.isJsonArray()
                    ? value.getAsJsonArray().get(Integer.parseInt(key))
                    : value.getAsJsonObject().get(key);
        }
        return value.getAsJsonObject();
    }

    static JsonElement json(String text) {
        return JsonParser.parseString(text.replace('\'', '"'));
    }

    static JsonArray strings(String... all) {
        JsonArray array = new JsonArray();
        for (String one : all) {
            array.add(one);
        }
        return array;
    }
}
