package com.featherhq.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.junit.jupiter.api.Test;

final class ValuesTest {

    private final JsonObject given = new JsonObject();
    private final Values values = new Values(given);

    @Test
    void parameter_whenGiven_isThatOne() {
        given.addProperty("thing_id", "given");
        values.learn("/v1/things", "[{\"id\": \"listed\"}]");

        assertThat(values.parameter("/v1/things/{thing_id}", "thing_id")).isEqualTo(new JsonPrimitive("given"));
    }

    @Test
    void parameter_whenAPageWasSeen_isItsFirstRowsId() {
        values.learn("/v1/things", "{\"next_cursor\": null, \"items\": [{\"id\": \"a\"}, {\"id\": \"b\"}]}");

        assertThat(values.parameter("/v1/things/{thing_id}/parts", "thing_id")).isEqualTo(new JsonPrimitive("a"));
    }

    @Test
    void parameter_whenRowsHaveNoId_isUnknown() {
        values.learn("/v1/things", "{\"items\": [{\"name\": \"a\"}]}");
        values.learn("/v1/things", "{\"items\": []}");
        values.learn("/v1/things", "true");

        assertThat(values.parameter("/v1/things/{thing_id}", "thing_id")).isNull();
    }
}
