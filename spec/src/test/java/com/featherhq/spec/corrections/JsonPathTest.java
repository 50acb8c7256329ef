package com.featherhq.spec.corrections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.spec.document.SpecException;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonPathTest {

    private static final JsonElement DOCUMENT = JsonParser.parseString("""
            {"a": {"b": [1, 2, {"c": "x", "n": null}], "x-y": true, "d.e": 4, "it's": 5},
             "list": [{"in": "query", "name": "p", "size": 3}, {"in": "path", "name": "q", "size": 10}, {"in": "query"}]}
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "$.a.b[0] ~ 1",
                "$.a.b[-2] ~ 2",
                "$.a.b[7] ~ ",
                "$.a.x-y ~ true",
                "$['a']['d.e'] ~ 4",
                "$[\"a\"]['it\\'s'] ~ 5",
                "$.a['x-y', 'd.e'] ~ true 4",
                "$.a.b[*].c ~ \"x\"",
                "$.a.b[0, 1] ~ 1 2",
                "$.*.b[0] ~ 1",
                "$..c ~ \"x\"",
                "$..['c'] ~ \"x\"",
                "$..b[0] ~ 1",
                "$.nothing.at.all ~ ",
                "$.list[?@.in == 'query'].name ~ \"p\"",
                "$.list[?@.in=='query' && !@.name] ~ {\"in\":\"query\"}",
                "$.list[?@.in != 'query'].name ~ \"q\"",
                "$.list[?(@.size > 3 || @.size < 0)].name ~ \"q\"",
                "$.list[?@.size <= 3].name ~ \"p\"",
                "$.list[?@['size'] >= 10].name ~ \"q\"",
                "$.list[?@.name == $.list[1].name].size ~ 10",
                "$.list[?@.name < 'q'].size ~ 3",
                "$.list[?@.size == 3.0].name ~ \"p\"",
                "$.list[?!(@.in == 'query')].size ~ 10",
                "$.a.b[?@.n == null].c ~ \"x\"",
                "$.list[?@.x == null] ~ ",
                "$.list[?@.x == @.y].in ~ \"query\" \"path\" \"query\"",
                "$..[?@.c == 'x'].n ~ null"
            })
    void select_always_findsTheNodes(String path, String expected) {
        String found = JsonPath.parse(path).select(DOCUMENT).stream()
                .map(node -> node.value().toString())
                .collect(Collectors.joining(" "));

        assertThat(found).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.b | 1: a path begins with $.",
                "$. | 3: a path has a name after the dot; others are written ['name'].",
                "$.a b | 4: a path goes on with .name, ['name'], [index], [*] or [?condition].",
                "$.a[0:2] | 6: a path has no slice: slices are not supported.",
                "$.a[:2] | 5: a path has 'name', an index, * or ?condition here; slices are not supported.",
                "$.a[0 | 6: a path has a ] here.",
                "$.a['b] | 8: a path ends its text with '.",
                "$.a[?length(@.b) > 1] | 12: a path has no function: functions are not supported.",
                "$.a[?@.b > ] | 12: a path has @, $ or a literal here.",
                "$.a[?@.* == 1] | 13: a path compares single values only.",
                "$.a[?(@.b] | 10: a path has a ) here.",
                "$.a[?1] | 7: a path compares a value here."
            })
    void parse_whenItIsNoneOrMoreThanSupported_saysWhere(String path, String problem) {
        assertThatThrownBy(() -> JsonPath.parse(path))
                .isInstanceOf(SpecException.class)
                .hasMessage("the JSONPath " + path + " can't be read at character " + problem);
    }

    @Test
    void names_whenThePathBeginsWithSome_areThose() {
        assertThat(JsonPath.parse("$.paths['/a'].get[?@.x]").names()).containsExactly("paths", "/a", "get");
        assertThat(JsonPath.parse("$.*.a").names()).isEmpty();
    }
}
