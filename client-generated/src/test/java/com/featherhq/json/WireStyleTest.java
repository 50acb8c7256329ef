package com.featherhq.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WireStyleTest {

    private static final WireNames NAMES = WireNames.of("Params").query("q");

    @Test
    void list_whenJoined_isOneText() {
        assertThat(sent(NAMES.commas(), List.of("a b", "c"))).containsExactly("q=a b,c");
        assertThat(sent(NAMES.pipes(), List.of(1L, 2L))).containsExactly("q=1|2");
        assertThat(sent(NAMES.spaces(), List.of("a", "b"))).containsExactly("q=a b");
        assertThat(sent(NAMES.commas(), List.of())).isEmpty();
    }

    @Test
    void list_whenAnElementHasTheSeparator_isRefused() {
        assertThatThrownBy(() -> sent(NAMES.commas(), List.of("a", "b,c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Element 1 of q has what parts two elements there (commas): the service would read two.");
    }

    @Test
    void object_isItsPropertiesWithoutNulls() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a", "x");
        object.put("b", List.of(1, 2));
        object.put("c", null);

        assertThat(sent(NAMES.deepObject(), object)).containsExactly("q[a]=x", "q[b]=1", "q[b]=2");
        assertThat(sent(NAMES.properties(), object)).containsExactly("a=x", "b=1", "b=2");
    }

    @Test
    void object_whenAPropertyIsAnObject_isRefused() {
        assertThatThrownBy(() -> sent(NAMES.deepObject(), Map.of("a", Map.of("b", "c"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The value of q[a] is an object, which can't be sent as text.");
    }

    @Test
    void json_isOneText() {
        assertThat(sent(NAMES.json(), List.of("a", 1L))).containsExactly("q=[\"a\",1]");
        assertThat(sent(NAMES.json(), "text")).containsExactly("q=\"text\"");
    }

    @Test
    void map_isCopied() {
        Map<String, Object> map = new LinkedHashMap<>(Map.of("a", "x"));
        Params params = new Params(NAMES.deepObject(), map);
        map.put("b", "y");

        assertThat(params.entrySet()).containsExactly(Map.entry("q[a]", "x"));
    }

    private static List<String> sent(WireNames names, Object value) {
        List<String> texts = new ArrayList<>();
        for (Map.Entry<String, String> entry : new Params(names, value).entrySet()) {
            texts.add(entry.getKey() + "=" + entry.getValue());
        }
        return texts;
    }

    private static final class Params extends QueryParams {

        Params(WireNames names, @Nullable Object value) {
            super(names);
            set(0, value);
        }
    }
}
