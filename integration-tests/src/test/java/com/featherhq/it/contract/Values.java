package com.featherhq.it.contract;

import com.featherhq.it.contract.DocumentedValues.Documented;
import com.featherhq.it.contract.Value.Origin;
import com.featherhq.it.contract.Value.Slot;
import com.featherhq.json.FeatherJson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values that operations are called with, in this order: those of the values file for the operation, those for a
 * parameter's name, ids of listed rows, what the document says, ids from other answers, and made-up ones of the right type.
 */
final class Values {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String BODY = "body";

    private final GivenValues given;
    private final Contract contract;
    private final DocumentedValues documented;
    private final LearnedIds learned = new LearnedIds();

    Values(GivenValues given, Contract contract, DocumentedValues documented) {
        this.given = given;
        this.contract = contract;
        this.documented = documented;
    }

    /** Whether nothing is changed by calling it. */
    static boolean isSafe(String verb) {
        return SAFE.contains(verb);
    }

    void learn(String path, String body) {
        learned.learn(path, body);
    }

    GivenValues given() {
        return given;
    }

    /**
     * The values for an operation. One that changes something gets no others than those that the values file has for this
     * very operation.
     *
     * @param makeUp whether made-up values may be used
     */
    Value.Source source(String verb, String path, boolean makeUp) {
        String operation = verb + " " + path;
        return slot -> {
            if (slot.in().equals(BODY)) {
                return converted(given.body(operation, contract.parameters(path, verb)), slot, Origin.GIVEN);
            }
            if (slot.name().isEmpty()) {
                return null;
            }
            Value own = converted(given.of(operation, slot.name()), slot, Origin.GIVEN);
            return own != null || !isSafe(verb) ? own : known(verb, path, slot, makeUp);
        };
    }

    private @Nullable Value known(String verb, String path, Slot slot, boolean makeUp) {
        Value value = converted(given.named(slot.name()), slot, Origin.GIVEN);
        if (value != null || slot.optional()) {
            return value;
        }
        if (slot.in().equals("path")) {
            value = first(learned.listed(path, slot.name()), slot, Origin.LISTED);
        }
        Documented said = documented.of(contract.parameter(path, verb, slot.in(), slot.name()), slot.name());
        if (value == null && said.origin() == Origin.DOCUMENTED) {
            value = converted(said.json(), slot, Origin.DOCUMENTED);
        }
        if (value == null && makeUp) {
            value = first(seen(path, slot.name(), said.json()), slot, Origin.SEEN);
        }
        return value == null && makeUp ? converted(said.json(), slot, Origin.MADE_UP) : value;
    }

    /** A list of ids takes one that is seen, too. */
    private List<JsonElement> seen(String path, String name, JsonElement shape) {
        if (!shape.isJsonArray()) {
            return learned.seen(path, name);
        }
        return learned.seen(path, name.replaceFirst("s$", "")).stream()
                .<JsonElement>map(id -> {
                    JsonArray ids = new JsonArray();
                    ids.add(id);
                    return ids;
                })
                .toList();
    }

    private static @Nullable Value first(List<JsonElement> candidates, Slot slot, Origin origin) {
        return candidates.stream()
                .flatMap(json -> Stream.ofNullable(converted(json, slot, origin)))
                .findFirst()
                .orElse(null);
    }

    /** As the generated method takes it; null if it doesn't. */
    private static @Nullable Value converted(@Nullable JsonElement json, Slot slot, Origin origin) {
        if (json == null) {
            return null;
        }
        try {
            Object java = FeatherJson.gson().fromJson(json, slot.type());
            return java == null || java.toString().isBlank() ? null : new Value(json, java, origin);
        } catch (JsonParseException | IllegalArgumentException e) {
            return null;
        }
    }
}
