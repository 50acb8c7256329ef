package com.featherhq.json;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** How the values of one parameter become names and texts: the styles of OpenAPI 3.1, "Style Values". */
enum WireStyle {

    /** A text for each element of a list, all under the parameter's name. What FastAPI reads. */
    REPEATED {
        @Override
        void forEach(String name, Object value, BiConsumer<String, String> texts) {
            if (value instanceof String text) {
                texts.accept(name, text);
            } else {
                WireText.forEach(name, value, text -> texts.accept(name, text));
            }
        }
    },

    /** One text, with commas between the elements. */
    COMMAS {
        @Override
        void forEach(String name, Object value, BiConsumer<String, String> texts) {
            join(name, value, this, ",", texts);
        }
    },

    /** One text, with spaces between the elements. */
    SPACES {
        @Override
        void forEach(String name, Object value, BiConsumer<String, String> texts) {
            join(name, value, this, " ", texts);
        }
    },

    /** One text, with pipes between the elements. */
    PIPES {
        @Override
        void forEach(String name, Object value, BiConsumer<String, String> texts) {
            join(name, value, this, "|", texts);
        }
    },

    /** A text for each property of an object, under {@code name[property]}. */
    DEEP_OBJECT {
        @Override
        void forEach(String name, Object value, BiConsumer<String, String> texts) {
            forEachProperty(value, (property, values) -> {
                String full = name + "[" + property + "]";
                WireText.forEach(full, values, text -> texts.accept(full, text));
            });
        }
    },

    /** A text for each property of an object, under the property's own name. */
    PROPERTIES {
        @Override
        void forEach(String name, Object value, BiConsumer<String, String> texts) {
            forEachProperty(
                    value,
                    (property, values) -> WireText.forEach(property, values, text -> texts.accept(property, text)));
        }
    },

    /** The value as JSON. */
    JSON {
        @Override
        void forEach(String name, Object value, BiConsumer<String, String> texts) {
            texts.accept(name, GSON.toJson(value));
        }
    };

    private static final Gson GSON = FeatherJson.gson();

    /**
     * Calls {@code texts} with what is sent for a value; null and what an empty container holds isn't sent.
     *
     * @throws IllegalArgumentException if the style has no way to say the value
     */
    abstract void forEach(String name, Object value, BiConsumer<String, String> texts);

    private static void forEachProperty(Object value, BiConsumer<String, JsonElement> action) {
        GSON.toJsonTree(value).getAsJsonObject().asMap().forEach(action);
    }

    private static void join(
            String name, Object value, WireStyle style, String separator, BiConsumer<String, String> texts) {
        List<String> elements = new ArrayList<>();
        WireText.forEach(name, value, elements::add);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).contains(separator)) {
                throw new IllegalArgumentException(
                        "Element " + i + " of " + name + " has what parts two elements there ("
                                + style.name().toLowerCase(Locale.ROOT) + "): the service would read two.");
            }
        }
        if (!elements.isEmpty()) {
            texts.accept(name, String.join(separator, elements));
        }
    }
}
