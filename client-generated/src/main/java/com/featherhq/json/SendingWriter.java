package com.featherhq.json;

import com.google.gson.stream.JsonWriter;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A writer of what is sent: it notes which required properties are missing. */
final class SendingWriter extends JsonWriter {

    private final Map<String, Set<String>> missing = new LinkedHashMap<>();

    SendingWriter(Writer out) {
        super(out);
    }

    void missing(JsonModel model, String name) {
        missing.computeIfAbsent(model.getClass().getSimpleName(), type -> new LinkedHashSet<>())
                .add(name);
    }

    /** @throws IllegalArgumentException if a required property was missing; the message names all */
    void requireComplete() {
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(missing.entrySet().stream()
                    .map(type -> String.join(", ", type.getValue()) + " of " + type.getKey())
                    .collect(Collectors.joining("; ", "not sent: required properties aren't set: ", ".")));
        }
    }
}
