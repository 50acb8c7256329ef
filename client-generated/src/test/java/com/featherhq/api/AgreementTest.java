package com.featherhq.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.AgreementCheck;
import com.featherhq.spec.document.ApiSpec;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check "document and classes agree" on the document that was built, and on that document with one change. */
class AgreementTest {

    private static final Path BUILT = Path.of(System.getProperty("feather.document"));

    @TempDir
    Path folder;

    @Test
    void problems_ofTheBuiltDocument_areNone() throws IOException {
        assertThat(problemsWhen(document -> {})).isEmpty();
    }

    @Test
    void problems_whenAPropertyIsNotGenerated_nameIt() throws IOException {
        assertThat(problemsWhen(document ->
                        properties(document, "RecordingPlaybackResponse").add("codec", type("string"))))
                .containsExactly("/components/schemas/RecordingPlaybackResponse/properties/codec has no accessor"
                        + " in RecordingPlaybackResponse");
    }

    @Test
    void problems_whenTwoPropertiesShareAnAccessor_nameTheSchema() throws IOException {
        assertThat(problemsWhen(document ->
                        properties(document, "RecordingPlaybackResponse").add("durationMs", type("integer"))))
                .containsExactly(
                        "/components/schemas/RecordingPlaybackResponse/properties/duration_ms has no accessor in"
                                + " RecordingPlaybackResponse");
    }

    @Test
    void problems_whenATypeIsTooNarrow_nameIt() throws IOException {
        assertThat(problemsWhen(document ->
                        properties(document, "RecordingPlaybackResponse").add("status", new JsonObject())))
                .contains("/components/schemas/RecordingPlaybackResponse/properties/status is anything, which"
                        + " java.lang.String can't hold");
    }

    @Test
    void problems_whenNullIsNotAllowedFor_nameIt() throws IOException {
        JsonObject nullable = JsonParser.parseString("{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}")
                .getAsJsonObject();

        assertThat(problemsWhen(document ->
                        properties(document, "RecordingPlaybackResponse").add("status", nullable)))
                .contains("/components/schemas/RecordingPlaybackResponse/properties/status may be null, but getStatus()"
                        + " is not @Nullable");
    }

    @Test
    void problems_whenAUnionLacksAMember_nameIt() throws IOException {
        assertThat(problemsWhen(document -> properties(document, "ValidationError")
                        .getAsJsonObject("loc")
                        .getAsJsonObject("items")
                        .getAsJsonArray("anyOf")
                        .add(type("boolean"))))
                .contains("/components/schemas/ValidationError/properties/loc/items/anyOf/2 has no member in"
                        + " com.featherhq.model.StringOrInteger");
    }

    @Test
    void problems_whenAnOperationIsNotGenerated_nameIt() throws IOException {
        assertThat(problemsWhen(document -> document.getAsJsonObject("paths")
                        .add(
                                "/v1/new",
                                JsonParser.parseString("{\"get\":{\"operationId\":\"new\",\"tags\":[\"voice\"]}}"))))
                .containsExactly("/paths/~1v1~1new/get has no method");
    }

    @Test
    void problems_whenASchemaIsNotGenerated_nameIt() throws IOException {
        assertThat(problemsWhen(document -> document.getAsJsonObject("components")
                        .getAsJsonObject("schemas")
                        .add("Newcomer", JsonParser.parseString("{\"properties\":{}}"))))
                .containsExactly("/components/schemas/Newcomer has no class");
    }

    private List<String> problemsWhen(Consumer<JsonObject> change) throws IOException {
        JsonObject document = JsonParser.parseString(Files.readString(BUILT)).getAsJsonObject();
        change.accept(document);
        Path changed = Files.writeString(folder.resolve("changed.json"), document.toString());
        return AgreementCheck.problems(ApiSpec.read(changed), AgreementTest.class.getClassLoader());
    }

    private static JsonObject properties(JsonObject document, String schema) {
        return document.getAsJsonObject("components")
                .getAsJsonObject("schemas")
                .getAsJsonObject(schema)
                .getAsJsonObject("properties");
    }

    private static JsonElement type(String name) {
        JsonObject schema = new JsonObject();
        schema.addProperty("type", name);
        return schema;
    }
}
