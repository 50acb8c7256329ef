package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

final class OverlayTest {

    private final JsonObject document = json("{'paths': {'/a/{b}': {'get': {'tags': ['x'], 'summary': 's'}}}}");

    @Test
    void apply_whenTargetIsThere_mergesObjectsAndReplacesTheRest() {
        Overlay.apply(update("$.paths['/a/{b}']", "{'get': {'summary': 't', 'tags': ['y']}, 'put': {}}"), document);

        assertThat(document)
                .isEqualTo(json("{'paths': {'/a/{b}': {'get': {'tags': ['y'], 'summary': 't'}, 'put': {}}}}"));
    }

    @Test
    void apply_whenTargetIsAbsent_changesNothing() {
        JsonObject before = document.deepCopy();

        Overlay.apply(update("$.paths['/other'].get", "{'summary': 't'}"), document);

        assertThat(document).isEqualTo(before);
    }

    @Test
    void apply_whenTargetIsMoreThanSteps_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Overlay.apply(update("$.paths.*", "{}"), document))
                .withMessage("overlay target '$.paths.*' is not made of $, .name and ['name'] steps");
    }

    private static JsonObject update(String target, String update) {
        JsonObject action = new JsonObject();
        action.addProperty("target", target);
        action.add("update", json(update));
        JsonObject overlay = json("{'actions': []}");
        overlay.getAsJsonArray("actions").add(action);
        return overlay;
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
    }
}
