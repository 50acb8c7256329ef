package com.featherhq.spec.operations;

import com.featherhq.spec.document.ApiOperation;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.json.JsonPointers;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How requests are authenticated. The client sends one credential, in one place; it's the one with which most operations
 * can be called.
 */
public final class SecurityMapper {

    /** Where no operation wants a credential. */
    private static final Credential BEARER = new Credential(Place.HEADER, "Authorization", "Bearer ");

    private final ApiSpec spec;
    private final Credential credential;

    public SecurityMapper(ApiSpec spec) {
        this.spec = spec;
        this.credential = choose();
    }

    /** Where a credential is sent. */
    enum Place {
        HEADER,
        COOKIE,
        QUERY
    }

    /**
     * A place for a credential.
     *
     * @param name of the header, cookie or query parameter
     * @param prefix what precedes the credential there
     */
    public record Credential(Place place, String name, String prefix) {

        /** The header that carries it, if the query doesn't. */
        public String header() {
            return switch (place) {
                case HEADER -> name;
                case COOKIE -> "Cookie";
                case QUERY -> BEARER.name;
            };
        }

        public String headerPrefix() {
            return place == Place.COOKIE ? name + "=" : prefix;
        }

        public String query() {
            return place == Place.QUERY ? name : "";
        }
    }

    /** The one credential of the client. */
    public Credential credential() {
        return credential;
    }

    /**
     * Whether an operation is called without the credential.
     *
     * @throws SpecException if it can neither be called with the client's credential nor without one
     */
    boolean isOpen(ApiOperation operation) {
        JsonArray alternatives = alternatives(operation);
        if (alternatives.isEmpty()) {
            return true;
        }
        boolean optional = false;
        for (JsonElement alternative : alternatives) {
            Set<String> schemes = alternative.getAsJsonObject().keySet();
            if (!schemes.isEmpty() && credential.equals(credentialOf(schemes))) {
                return false;
            }
            optional |= schemes.isEmpty();
        }
        if (optional) {
            return true;
        }
        throw new SpecException(JsonPointers.child(operation.pointer(), "security") + " wants " + words(alternatives)
                + "; the client has one credential for all operations, " + words(credential) + ".");
    }

    private Credential choose() {
        Map<Credential, Integer> uses = new HashMap<>();
        spec.forEachOperation(operation -> {
            Set<Credential> able = new LinkedHashSet<>();
            for (JsonElement alternative : alternatives(operation)) {
                Credential one = credentialOf(alternative.getAsJsonObject().keySet());
                if (one != null) {
                    able.add(one);
                }
            }
            able.forEach(one -> uses.merge(one, 1, Integer::sum));
        });
        // Among equals the one that is made for programs; never the one that happens to come first in the document.
        return uses.entrySet().stream()
                .min(Comparator.comparing((Map.Entry<Credential, Integer> use) -> -use.getValue())
                        .thenComparing(use -> use.getKey().place())
                        .thenComparing(use -> use.getKey().prefix())
                        .thenComparing(use -> use.getKey().name()))
                .map(Map.Entry::getKey)
                .orElse(BEARER);
    }

    /** The one credential that satisfies all of {@code schemes}, or null if they want several or none. */
    private @Nullable Credential credentialOf(Set<String> schemes) {
        Set<@Nullable Credential> all = new LinkedHashSet<>();
        schemes.forEach(scheme -> all.add(credentialOf(scheme)));
        return all.size() == 1 ? all.iterator().next() : null;
    }

    private @Nullable Credential credentialOf(String name) {
        JsonObject scheme = JsonFields.object(
                JsonFields.object(JsonFields.object(spec.root(), "components"), "securitySchemes"), name);
        return switch (JsonFields.string(scheme, "type", "")) {
            case "apiKey" -> apiKey(scheme);
            case "http" -> http(JsonFields.string(scheme, "scheme", ""));
            case "oauth2", "openIdConnect" -> BEARER; // the caller gets the token; it's sent as RFC 6750 says
            default -> null;
        };
    }

    private static @Nullable Credential apiKey(JsonObject scheme) {
        String name = JsonFields.string(scheme, "name", "");
        return switch (JsonFields.string(scheme, "in", "")) {
            case "header" -> new Credential(Place.HEADER, name, "");
            case "cookie" -> new Credential(Place.COOKIE, name, "");
            case "query" -> new Credential(Place.QUERY, name, "");
            default -> null;
        };
    }

    /** RFC 9110 §11.4: the scheme, a space, the credentials; for Basic those are the caller's to encode. */
    private static @Nullable Credential http(String scheme) {
        return scheme.isEmpty()
                ? null
                : new Credential(
                        Place.HEADER,
                        "Authorization",
                        scheme.substring(0, 1).toUpperCase(Locale.ROOT)
                                + scheme.substring(1).toLowerCase(Locale.ROOT) + " ");
    }

    private JsonArray alternatives(ApiOperation operation) {
        JsonElement own = operation.json().get("security");
        JsonElement effective = own == null ? spec.root().get("security") : own;
        return effective == null ? new JsonArray() : effective.getAsJsonArray();
    }

    private static String words(JsonArray alternatives) {
        StringBuilder words = new StringBuilder();
        for (JsonElement alternative : alternatives) {
            words.append(words.isEmpty() ? "" : " or ")
                    .append(String.join(" and ", alternative.getAsJsonObject().keySet()));
        }
        return words.toString();
    }

    private static String words(Credential credential) {
        return "the " + credential.place().name().toLowerCase(Locale.ROOT) + " " + credential.name();
    }
}
