package com.featherhq.spec;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** How the document says that requests are authenticated: one credential in one header. */
final class SecurityMapper {

    private SecurityMapper() {}

    /** The header that carries the credential, and what precedes it there. */
    record Credential(String header, String prefix) {}

    /** Whether an operation wants no credential. */
    static boolean isOpen(ApiSpec spec, ApiSpec.Operation operation) {
        return requirements(spec, operation).isEmpty();
    }

    /**
     * The one credential of all operations.
     *
     * @throws SpecException if an operation wants one of a kind that isn't supported, or two want different ones
     */
    static Credential credential(ApiSpec spec) {
        Set<String> names = new LinkedHashSet<>();
        spec.forEachOperation(operation -> requirements(spec, operation)
                .forEach(requirement ->
                        names.addAll(requirement.getAsJsonObject().keySet())));
        Set<Credential> credentials = new LinkedHashSet<>();
        names.forEach(name -> credentials.add(credential(spec, name)));
        if (credentials.size() > 1) {
            throw new SpecException("/components/securitySchemes: the operations want different credentials ("
                    + String.join(", ", names) + "); the generation rules know one for all.");
        }
        return credentials.isEmpty()
                ? new Credential("Authorization", "Bearer ")
                : credentials.iterator().next();
    }

    private static Credential credential(ApiSpec spec, String name) {
        String pointer = JsonPointers.of("components", "securitySchemes", name);
        JsonObject scheme =
                ApiSpec.object(ApiSpec.object(ApiSpec.object(spec.root(), "components"), "securitySchemes"), name);
        String type = ApiSpec.string(scheme, "type", "missing");
        String in = ApiSpec.string(scheme, "in", "");
        if (type.equals("apiKey") && in.equals("header")) {
            return new Credential(ApiSpec.string(scheme, "name", ""), "");
        }
        String httpScheme = ApiSpec.string(scheme, "scheme", "").toLowerCase(Locale.ROOT);
        if (type.equals("http") && httpScheme.equals("bearer")) {
            return new Credential("Authorization", "Bearer ");
        }
        String detail = (type + " " + in + httpScheme).strip();
        throw new SpecException(pointer + " is a security scheme of the kind \"" + detail
                + "\"; supported are apiKey in a header and http bearer.");
    }

    private static JsonArray requirements(ApiSpec spec, ApiSpec.Operation operation) {
        JsonElement own = operation.json().get("security");
        JsonElement effective = own == null ? spec.root().get("security") : own;
        return effective == null ? new JsonArray() : effective.getAsJsonArray();
    }
}
