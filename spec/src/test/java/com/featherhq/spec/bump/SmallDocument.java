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
              'servers': [{'url': 'https://example.com'}],
              'security': [{'key': []}],
              'paths': {
                '/v1/things': {
                  'get': {
                    'tags': ['things'], 'operationId': 'listThings', 'summary': 'List things', 'security': [],
                    'parameters': [
                      {'name': 'kind', 'in': 'query', 'schema': {'$ref': '#/components/schemas/Kind'}},
                      {'name': 'limit', 'in': 'query', 'schema': {'type': 'integer', 'maximum': 100, 'default': 50}},
                      {'name': 'tag', 'in': 'query', 'schema': {'type': 'array', 'items': {'type': 'string'}}},
                      {'name': 'x-trace', 'in': 'header', 'schema': {'type': 'string'}}
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
                      '201': {
                        'description': 'Created',
                        'headers': {'x-remaining': {'required': true, 'schema': {'type': 'integer'}}},
                        'content': {'application/json': {'schema': {'$ref': '#/components/schemas/Thing'}}}},
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
                  'patch': {
                    'tags': ['things'], 'operationId': 'patchThing', 'summary': 'Change a thing',
                    'parameters': [
                      {'name': 'thing_id', 'in': 'path', 'required': true, 'schema': {'type': 'string', 'format': 'uuid'}}
                    ],
                    'requestBody': {'content': {'application/json': {'schema': {'type': 'object', 'properties': {
                      'note': {'anyOf': [{'type': 'string'}, {'type': 'null'}]}}}}}},
                    'responses': {'200': {'description': 'Thing', 'content': {'application/json': {'schema': {
                      '$ref': '#/components/schemas/Thing'}}}}}
                  },
                  'delete': {
                    'tags': ['things'], 'operationId': 'deleteThing', 'summary': 'Delete a thing',
                    'parameters': [
                      {'name': 'thing_id', 'in': 'path', 'required': true, 'schema': {'type': 'string', 'format': 'uuid'}}
                    ],
                    'responses': {'204': {'description': 'Gone'}}
                  }
                },
                '/v1/owners/{owner_id}/teams/{team_id}': {
                  'put': {
                    'tags': ['owners'], 'operationId': 'moveOwner', 'summary': 'Move an owner',
                    'parameters': [
                      {'name': 'owner_id', 'in': 'path', 'required': true, 'schema': {'type': 'string'}},
                      {'name': 'team_id', 'in': 'path', 'required': true, 'schema': {'type': 'string'}},
                      {'name': 'from', 'in': 'query', 'required': true, 'schema': {'type': 'string'}},
                      {'name': 'to', 'in': 'query', 'required': true, 'schema': {'type': 'string'}}
                    ],
                    'responses': {'200': {'description': 'Owner', 'content': {'application/json': {'schema': {
                      '$ref': '#/components/schemas/Owner'}}}}}
                  }
                },
                '/v1/files': {
                  'post': {
                    'tags': ['files'], 'operationId': 'uploadFile', 'summary': 'Upload',
                    'requestBody': {'required': true, 'content': {'multipart/form-data': {'schema': {
                      'type': 'object', 'required': ['file'], 'properties': {
                        'file': {'type': 'string', 'format': 'binary'},
                        'label': {'type': 'string'}}}}}},
                    'responses': {'200': {'description': 'Raw', 'content': {'application/json': {'schema': {}}}}}
                  }
                },
                '/v1/exports': {
                  'get': {
                    'tags': ['files'], 'operationId': 'exportThings', 'summary': 'Export',
                    'responses': {'200': {'description': 'Rows', 'content': {'text/csv': {'schema': {'type': 'string'}}}}}
                  }
                },
                '/v1/events': {
                  'get': {
                    'tags': ['events'], 'operationId': 'listEvents', 'summary': 'Events',
                    'responses': {'200': {'description': 'Page', 'content': {'application/json': {'schema': {
                      '$ref': '#/components/schemas/EventPage'}}}}}
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
                  'Owner': {'type': 'object', 'required': ['name'], 'properties': {
                    'name': {'type': 'string'}, 'address': {'$ref': '#/components/schemas/Address'}}},
                  'Address': {'type': 'object', 'properties': {'street': {'type': 'string'}, 'city': {'type': 'string'}}},
                  'Created': {'type': 'object', 'required': ['type', 'id'], 'properties': {
                    'type': {'type': 'string', 'const': 'created'}, 'id': {'type': 'string'}}},
                  'Deleted': {'type': 'object', 'required': ['type', 'reason'], 'properties': {
                    'type': {'type': 'string', 'const': 'deleted'}, 'reason': {'type': 'string'}}},
                  'EventPage': {'type': 'object', 'required': ['items'], 'properties': {
                    'items': {'type': 'array', 'items': {
                      'oneOf': [{'$ref': '#/components/schemas/Created'}, {'$ref': '#/components/schemas/Deleted'}],
                      'discriminator': {'propertyName': 'type', 'mapping': {
                        'created': '#/components/schemas/Created', 'deleted': '#/components/schemas/Deleted'}}}},
                    'next_cursor': {'anyOf': [{'type': 'string'}, {'type': 'null'}]}}},
                  'Thing': {
                    'type': 'object', 'required': ['id', 'size', 'state'],
                    'properties': {
                      'id': {'type': 'string', 'format': 'uuid'},
                      'size': {'type': 'integer'},
                      'state': {'$ref': '#/components/schemas/State'},
                      'note': {'type': 'string', 'maxLength': 100},
                      'tags': {'type': 'array', 'items': {'type': 'string'}},
                      'made_at': {'type': 'string', 'format': 'date-time'},
                      'mail': {'type': 'string', 'format': 'email'},
                      'price': {'type': 'number'},
                      'rank': {'type': 'integer', 'format': 'int32'},
                      'labels': {'type': 'object', 'additionalProperties': {'type': 'string'}},
                      'free': {'type': 'object', 'additionalProperties': true},
                      'any': {},
                      'owner': {'$ref': '#/components/schemas/Owner'},
                      'parent': {'anyOf': [{'$ref': '#/components/schemas/Thing'}, {'type': 'null'}]},
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
                      'weight': {'type': 'integer', 'minimum': 0},
                      'mail': {'type': 'string', 'format': 'email'},
                      'free': {'type': 'object', 'additionalProperties': true},
                      'any': {},
                      'parts': {'type': 'array', 'items': {'type': 'string'}, 'maxItems': 10},
                      'price': {'type': 'number'},
                      'size': {'anyOf': [{'type': 'integer'}, {'type': 'string'}]}
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
