package com.featherhq.it;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.featherhq.json.Drift;
import com.featherhq.json.FeatherJson;
import com.featherhq.json.JsonModel;
import com.featherhq.json.JsonUnion;
import com.featherhq.json.OpenEnum;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;

/** Checks that bodies which the document allows are read as such and stay the same when they are written again. */
final class BodyReading {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final List<Class<?>> GENERATED = List.of(JsonModel.class, JsonUnion.class, OpenEnum.class);
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(MapperFeature.USE_STD_BEAN_NAMING) // else it takes getADAPTER and getAdapter for one property
            .build();
    private static final Retrofit UNUSED =
            new Retrofit.Builder().baseUrl("http://localhost/").build();

    private final Map<String, String> typesOfSchemas;
    private final ClassLoader classes;
    private final CallTally tally;

    /** @param typesOfSchemas the simple names of the types that were generated for named schemas */
    BodyReading(Map<String, String> typesOfSchemas, CallTally tally) {
        this(typesOfSchemas, BodyReading.class.getClassLoader(), tally);
    }

    /** Like the other, for types of another client. */
    BodyReading(Map<String, String> typesOfSchemas, ClassLoader classes, CallTally tally) {
        this.typesOfSchemas = typesOfSchemas;
        this.classes = classes;
        this.tally = tally;
    }

    /** Checks a body that the client has read as {@code value}. */
    void check(String place, Type type, String body, @Nullable Object value) throws IOException {
        if (type == Void.class) {
            return;
        }
        tally.count("response body");
        compare(place, type, body, value);
        checkDrift(place, type, body);
    }

    /** Checks the body of an error against the type of its schema, if it has one. */
    void checkError(String place, @Nullable JsonElement schema, String body) throws IOException {
        String name = schema == null ? null : OpenApiDocument.refName(schema);
        Class<?> type = name == null ? null : typeOf(name);
        if (type != null) {
            tally.count("error body");
            check(place, type, body);
        }
    }

    /** Reads and checks a body. */
    void check(String place, Type type, String body) throws IOException {
        TypeAdapter<?> adapter = FeatherJson.gson().getAdapter(TypeToken.get(type));
        compare(place, type, body, adapter.fromJson(body));
        checkDrift(place, type, body);
        checkJackson(place, type, body);
    }

    /** Frameworks read and write with Jackson, which has to come to the same. */
    private void checkJackson(String place, Type type, String body) throws IOException {
        if (type instanceof Class<?> model && GENERATED.stream().anyMatch(root -> root.isAssignableFrom(model))) {
            String written = JACKSON.writeValueAsString(JACKSON.readValue(body, model));
            JsonDifference.between(JsonParser.parseString(body), JsonParser.parseString(written))
                    .ifPresent(difference -> tally.fail("Jackson changed the body", place, difference));
        }
    }

    /** The type that was generated for a named schema, or null if it has none of its own. */
    @Nullable
    Class<?> typeOf(String schemaName) {
        try {
            String name = typesOfSchemas.get(schemaName);
            return name == null ? null : Class.forName("com.featherhq.model." + name, true, classes);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("the schema " + schemaName + " has no class", e);
        }
    }

    @SuppressWarnings("unchecked") // the value was read as that type
    private void compare(String place, Type type, String body, @Nullable Object value) {
        TypeAdapter<Object> adapter = (TypeAdapter<Object>) FeatherJson.gson().getAdapter(TypeToken.get(type));
        JsonDifference.between(JsonParser.parseString(body), adapter.toJsonTree(value))
                .ifPresent(difference -> tally.fail("response body changed", place, difference));
    }

    /** A valid body may only depart from the document by what the document leaves open. */
    private void checkDrift(String place, Type type, String body) throws IOException {
        List<Drift> drifts = new ArrayList<>();
        Converter<ResponseBody, ?> converter = FeatherJson.converterFactory((operation, drift) -> drifts.add(drift))
                .responseBodyConverter(type, new Annotation[0], UNUSED);
        converter.convert(ResponseBody.create(body, JSON));
        drifts.removeIf(drift -> drift.kind() == Drift.Kind.UNKNOWN_PROPERTY);
        if (!drifts.isEmpty()) {
            tally.fail("valid body not recognised", place, drifts.get(0).toString());
        }
    }
}
