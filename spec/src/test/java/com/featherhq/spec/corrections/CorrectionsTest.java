package com.featherhq.spec.corrections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.featherhq.spec.CorrectDocument;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.SpecException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CorrectionsTest {

    private static final Path OURS = Path.of("corrections.json");

    @TempDir
    Path folder;

    private final JsonObject document = json("{'openapi': '3.1.0', 'info': {}, 'paths': {'/a/{b}': {'get':"
            + " {'tags': ['x'], 'summary': 's', 'parameters': [{'name': 'p'}, {'name': 'q'}]}}}}");

    @Test
    void update_ofAnObject_isMergedAndReplacesTheRest() {
        apply("{'target': '$.paths[\\'/a/{b}\\']', 'update': {'get': {'summary': 't', 'tags': ['y']}, 'put': {}}}");

        JsonObject get =
                document.getAsJsonObject("paths").getAsJsonObject("/a/{b}").getAsJsonObject("get");
        assertThat(get.get("summary").getAsString()).isEqualTo("t");
        assertThat(get.get("tags")).hasToString("[\"y\"]");
        assertThat(get.getAsJsonArray("parameters")).hasSize(2);
        assertThat(document.getAsJsonObject("paths").getAsJsonObject("/a/{b}").has("put"))
                .isTrue();
    }

    @Test
    void update_ofAnArray_isAppended() {
        apply("{'target': '$.paths.*.get.parameters', 'update': {'name': 'r'}}");

        assertThat(parameters()).isEqualTo("[{\"name\":\"p\"},{\"name\":\"q\"},{\"name\":\"r\"}]");
    }

    @Test
    void remove_ofSome_leavesTheOthers() {
        apply("{'target': '$.paths.*.get.parameters[?@.name == \\'p\\']', 'remove': true}");

        assertThat(parameters()).isEqualTo("[{\"name\":\"q\"}]");
    }

    @Test
    void action_whenTheTargetIsAbsent_changesNothing() {
        JsonObject before = document.deepCopy();

        apply("{'target': '$.paths[\\'/other\\'].get', 'update': {'summary': 't'}}");

        assertThat(document).isEqualTo(before);
    }

    @Test
    void action_whenTheFaultIsGone_changesNothingAndIsStale() throws IOException {
        JsonObject before = document.deepCopy();
        String action = "{'target': '$.paths[\\'/a/{b}\\'].get', 'description': 'It has no summary.',"
                + " 'x-fault': '$.paths[\\'/a/{b}\\'][?!@.summary]', 'update': {'summary': 't'}}";

        apply(action);

        assertThat(document).isEqualTo(before);
        assertThat(corrections(action).stale(ApiSpec.of(document, "it")))
                .containsExactly("`$.paths['/a/{b}'].get`: It has no summary.");
    }

    @Test
    void stale_whenTheOperationIsThereAndTheTargetIsNot_saysSo() throws IOException {
        assertThat(corrections("{'target': '$.paths[\\'/a/{b}\\'].get.requestBody', 'update': {}}")
                        .stale(ApiSpec.of(document, "it")))
                .hasSize(1);
    }

    @Test
    void stale_whenTheOperationIsNotThere_saysNothing() throws IOException {
        assertThat(corrections("{'target': '$.paths[\\'/a/{b}\\'].put.requestBody', 'update': {}}")
                        .stale(ApiSpec.of(document, "it")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'target': '$.a', 'udpate': {}} | has a field \"udpate\" that overlays don't have.",
                "{'target': '$.a'} | has neither an update nor \"remove\": true.",
                "{'target': '$', 'remove': true} | would remove the whole document.",
                "{'update': {}} | , target: the JSONPath  can't be read at character 1: a path begins with $.",
            })
    void read_whenAnActionIsWrong_saysWhich(String action, String problem) {
        assertThatThrownBy(() -> overlay(action))
                .isInstanceOf(SpecException.class)
                .hasMessage("it, action 0" + (problem.startsWith(",") ? "" : " ") + problem);
    }

    @Test
    void apply_whenTheTargetIsAText_saysWhatToSelect() {
        assertThatThrownBy(() -> apply("{'target': '$.paths.*.get.summary', 'update': {}}"))
                .isInstanceOf(SpecException.class)
                .hasMessage("it, action 0: the target $.paths.*.get.summary selects a text, which can't be updated with"
                        + " an object: select the object that holds it.");
    }

    @Test
    void write_whenNothingIsToCorrect_keepsTheBytes() throws IOException {
        Path given = Files.writeString(
                folder.resolve("given.json"),
                quoted("{  'openapi': '3.1.0',\n'info': {'title': 't', 'version': '1'}, 'paths': {}}\n\n"));

        Path written = Corrections.read(List.of(OURS)).write(given, folder.resolve("out/document.json"));

        assertThat(written).hasSameBinaryContentAs(given);
    }

    /** A deployment with prefixed ids, against the document's {@code uuid}: one action for all of them. */
    @Test
    void main_withATeamsOwn_appliesTheirsAfterOurs() throws IOException {
        Path own = Files.writeString(
                folder.resolve("own.json"),
                quoted("{'overlay': '1.0.0', 'info': {'title': 't', 'version': '1'}, 'actions': [{'target':"
                        + " '$..[?@.format == \\'uuid\\'].format', 'remove': true}]}"));
        Path output = folder.resolve("document.json");

        CorrectDocument.main(new String[] {"openapi.json", "openapi.json", output.toString(), "own=" + own});

        assertThat(Files.readString(Path.of("openapi.json"))).contains("\"uuid\"");
        assertThat(Files.readString(output)).doesNotContain("\"uuid\"");
    }

    @Test
    void ours_haveAReasonAndASource() {
        assertThat(Overlay.read(OURS).actions())
                .isNotEmpty()
                .allSatisfy(action -> assertThat(List.of(action.description(), action.source()))
                        .doesNotContain(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"feather-1.21.0-full.json", "feather-1.87.0-full.json"})
    void ours_inTheWholeDocument_areNeededAndFit(String name) {
        Path file = Path.of(System.getenv().getOrDefault("FEATHER_SPECS_DIR", "../../shared/specs"))
                .resolve(name);
        assumeTrue(Files.exists(file), file + " is absent");
        ApiSpec whole = ApiSpec.read(file);
        Corrections ours = Corrections.read(List.of(OURS));

        String corrected = ours.apply(whole).root().toString();

        assertThat(ours.stale(whole)).isEmpty();
        assertThat(corrected).contains("itemSchema", "multipart/form-data", "application/octet-stream");
        assertThat(ours.stale(ours.apply(whole))).isNotEmpty();
    }

    private String parameters() {
        return JsonPath.parse("$.paths.*.get.parameters")
                .select(document)
                .get(0)
                .value()
                .toString();
    }

    private void apply(String action) {
        overlay(action).apply(document);
    }

    private static Overlay overlay(String action) {
        return Overlay.of(json("{'overlay': '1.0.0', 'info': {}, 'actions': [" + action + "]}"), "it");
    }

    private Corrections corrections(String action) throws IOException {
        return Corrections.read(List.of(Files.writeString(
                folder.resolve("it.json"), quoted("{'overlay': '1.0.0', 'info': {}, 'actions': [" + action + "]}"))));
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(quoted(text)).getAsJsonObject();
    }

    /** With the quotes of JSON, and {@code \'} for one in a text. */
    private static String quoted(String text) {
        return text.replace("\\'", "\u0001").replace('\'', '"').replace('\u0001', '\'');
    }
}
