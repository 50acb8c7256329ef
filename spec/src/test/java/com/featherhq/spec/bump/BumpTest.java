package com.featherhq.spec.bump;

import static com.featherhq.spec.bump.SmallDocument.at;
import static com.featherhq.spec.bump.SmallDocument.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.document.SpecLock;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BumpTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private Tree tree;
    private Path file;

    @BeforeEach
    void createTree() throws IOException {
        tree = TestTree.withSmallClient(TestTree.create(
                folder.resolve("tree"), JsonFiles.write(folder.resolve("old.json"), SmallDocument.create())));
        file = folder.resolve("new.json");
    }

    @Test
    void run_whenNoFileIsNamed_saysHow() throws IOException {
        assertFails("", Bump.FAILED, "Say which document is the new one: -Dfeather.new=FILE.");
    }

    @Test
    void run_whenFileIsMissing_saysSo() throws IOException {
        assertUnusable(file + " can't be read: check that the file is there and readable.");
    }

    @Test
    void run_whenFileIsAFolder_saysSo() throws IOException {
        Files.createDirectory(file);

        assertUnusable(file + " can't be read: check that the file is there and readable.");
    }

    @Test
    void run_whenFileIsMalformed_saysWhere() throws IOException {
        Files.writeString(file, "{\"openapi\": \"3.1.0\",, }");

        assertUnusable(file + " is not a JSON document: it is malformed at line 1 column 22 (a YAML one must be"
                + " converted first).");
    }

    @Test
    void run_whenFileIsYaml_saysToConvertIt() throws IOException {
        Files.writeString(file, "openapi: 3.1.0\ninfo:\n  title: Feather API\n");

        assertUnusable(file + " is not a JSON document: it is malformed at line 1 column 1 (a YAML one must be"
                + " converted first).");
    }

    @Test
    void run_whenFileIsHalfWritten_saysWhereItEnds() throws IOException {
        String whole = JsonFiles.text(newer(document -> {}));
        Files.writeString(file, whole.substring(0, 40));

        assertUnusable(file + " is not a whole JSON document: it ends at line 4 column 5.");
    }

    @Test
    void run_whenFileIsOpenApi30_saysSo() throws IOException {
        write(newer(document -> document.addProperty("openapi", "3.0.3")));

        assertUnusable(file + " is not an OpenAPI 3.1 document: it has \"openapi\": \"3.0.3\".");
    }

    @Test
    void run_whenFileIsOfAnotherApi_saysWhose() throws IOException {
        write(newer(document -> at(document, "info").addProperty("title", "Petstore")));

        assertUnusable(file + " describes another API: \"Petstore\" instead of \"Feather API\".");
    }

    @Test
    void run_whenFileIsOlder_saysBoth() throws IOException {
        write(newer(document -> at(document, "info").addProperty("version", "0.9.0")));

        assertUnusable(
                file + " is older than the document that the client is made from: 0.9.0 instead of 1.0.0 or newer.");
    }

    @Test
    void run_whenVersionIsNoNumber_saysSo() throws IOException {
        write(newer(document -> at(document, "info").addProperty("version", "latest")));

        assertUnusable(
                file + " has the version \"latest\", which is not numbers with points between; whether it's newer"
                        + " can't be told.");
    }

    @Test
    void run_whenFileSaysTheSame_saysThatThereIsNothingToDo() throws IOException {
        Files.writeString(file, JsonFiles.read(tree.document()).toString());

        String message =
                file + " is the document that the client is made from already, version 1.0.0; there is nothing to do.";
        assertFails(file.toString(), Bump.COMPATIBLE, message);
        JsonObject report = JsonFiles.read(tree.output().resolve("report.json"));
        assertThat(report.get("status").getAsString()).isEqualTo("unchanged");
        assertThat(report.get("message").getAsString()).isEqualTo(message);
    }

    @Test
    void run_whenOperationIdIsUsedTwice_namesTheMethodsApart() throws IOException {
        write(newer(document -> at(document, "paths")
                .add("/v2/things", at(document, "paths").get("/v1/things").deepCopy())));

        assertThat(run(file.toString(), true)).as("%s", console).isEqualTo(Bump.BREAKING);
    }

    @Test
    void run_whenSchemaHasAnUnknownKeyword_saysWhere() throws IOException {
        write(newer(document -> at(document, "components schemas Thing").add("unevaluatedProperties", json("false"))));

        assertUnusable(
                "/components/schemas/Thing/unevaluatedProperties is a JSON Schema keyword that the generation rules"
                        + " don't know; add a rule to SpecNormalizer.");
    }

    @Test
    void run_whenLinterFindsAnError_quotesIt() throws IOException {
        write(newer(document -> at(document, "components schemas Thing properties size")
                .add("$ref", json("'#/components/schemas/Nowhere'"))));

        assertUnusable(file + " fails the lint with 1 error: /components/schemas/Thing/properties/size/$ref:"
                + " '#/components/schemas/Nowhere' does not exist (invalid-ref); ask the vendor for a document without, or"
                + " tune spec/checks/spectral.yaml.");
    }

    @Test
    void run_whenCurrentDocumentWasEdited_saysSo() throws IOException {
        String before = SpecLock.sha256(tree.document());
        Files.writeString(tree.document(), Files.readString(tree.document()) + "\n");
        write(newer(document -> {}));

        assertUnusable(tree.document() + " is not the document that openapi.lock.json describes (sha256 "
                + SpecLock.sha256(tree.document()) + " instead of " + before
                + "): it must not be edited by hand; restore it, or bring in the vendor's new version as the README's"
                + " \"A new version of the document\" says.");
    }

    @Test
    void run_whenSpecHasUncommittedChanges_refuses() throws Exception {
        git("init", "-q");
        git("add", "spec/openapi.json", "CHANGELOG.md");
        write(newer(document -> {}));

        assertFails(
                file.toString(),
                Bump.FAILED,
                "There are uncommitted changes, A  CHANGELOG.md and 3 more: commit or stash them first, so that a new"
                        + " version of the document is a change of its own.");
    }

    @Test
    void run_whenHandWrittenClientNoLongerCompiles_reportsItAndChangesNothing() throws IOException {
        write(newer(document -> at(document, "paths")
                .asMap()
                .values()
                .forEach(item -> item.getAsJsonObject()
                        .asMap()
                        .values()
                        .forEach(operation ->
                                operation.getAsJsonObject().add("tags", SmallDocument.strings("stuff"))))));
        Map<String, String> before = files();

        assertThat(run(file.toString(), false)).as("%s", console).isEqualTo(Bump.UNUSABLE);

        assertThat(files()).isEqualTo(before);
        assertThat(lastLine())
                .isEqualTo(
                        "client-extensions doesn't compile with the new version: Own.java:1 needs `ThingsApi`, which is"
                                + " gone. Nothing was changed; the report is "
                                + tree.output().resolve("CHANGES.md") + ".");
        assertThat(run(file.toString(), true)).isEqualTo(Bump.BREAKING);
    }

    @Test
    void run_whenHandWrittenClientUsesALostProperty_namesIt() throws IOException {
        Files.writeString(
                tree.handWritten("client-extensions").resolve("Own.java"),
                "class Own { String note(com.featherhq.model.Thing thing) { return thing.getNote(); } }");
        write(newer(
                document -> at(document, "components schemas Thing properties").remove("note")));

        assertThat(run(file.toString(), false)).as("%s", console).isEqualTo(Bump.UNUSABLE);

        assertThat(lastLine())
                .startsWith(
                        "client-extensions doesn't compile with the new version: Own.java:1 needs `Thing.getNote`, and"
                                + " `Thing` lost the property `note`. Nothing was changed;");
    }

    @Test
    void run_whenACorrectionIsNoLongerNeeded_listsIt() throws IOException {
        Files.writeString(tree.root().resolve("spec/corrections.json"), """
                {"overlay": "1.0.0", "info": {"title": "t", "version": "1"}, "actions": [{
                  "target": "$.paths['/v1/things'].get", "x-fault": "$.paths['/v1/things'].get.trace",
                  "description": "It was said wrongly.", "update": {}}]}
                """);
        write(withOneMoreOperation());

        assertThat(run(file.toString(), true)).as("%s", console).isEqualTo(Bump.COMPATIBLE);

        assertThat(lines()).contains("No longer to be corrected: `$.paths['/v1/things'].get`: It was said wrongly.");
        assertThat(tree.output().resolve("CHANGES.md")).content().contains("## No longer to be corrected (1)");
    }

    @Test
    void run_whenALibraryIsNotAtHand_isNotTheNewVersionsFault() throws IOException {
        Files.writeString(
                tree.handWritten("client-extensions").resolve("Optional.java"),
                "import com.example.Missing; class Optional extends Missing {}");
        write(withOneMoreOperation());

        assertThat(run(file.toString(), false)).as("%s", console).isEqualTo(Bump.COMPATIBLE);
    }

    @Test
    void run_whenATestUsesALostProperty_namesIt() throws IOException {
        Path tests = Files.createDirectories(tree.root().resolve("client-extensions/src/test/java"));
        Files.writeString(
                tests.resolve("OwnTest.java"),
                "import static com.example.Missing.assertThat; class OwnTest { void test(com.featherhq.model.Thing thing) {"
                        + " assertThat(thing.getNote()).isEqualTo(assertThat(1)); } }");
        write(newer(
                document -> at(document, "components schemas Thing properties").remove("note")));

        assertThat(run(file.toString(), false)).as("%s", console).isEqualTo(Bump.UNUSABLE);

        assertThat(lastLine())
                .startsWith("The project's own tests don't compile with the new version: OwnTest.java:1 needs"
                        + " `Thing.getNote`, and `Thing` lost the property `note`. Nothing was changed;");
    }

    @Test
    void run_whenClientIsGeneratedWithoutSomething_reportsIt() throws IOException {
        JsonObject document = withOneMoreOperation();
        at(document, "components schemas Thing").addProperty("colour", "red");
        write(document);

        assertThat(run(file.toString(), true)).as("%s", console).isEqualTo(Bump.COMPATIBLE);

        assertThat(lines()).contains("Generated without 1 part of the document, which the report lists.");
        assertThat(Files.readString(tree.output().resolve("CHANGES.md")))
                .contains("## Generated without (1)\n\n- /components/schemas/Thing/colour is ignored: ");
        assertThat(JsonFiles.read(tree.output().resolve("report.json"))
                        .getAsJsonArray("warnings")
                        .asList())
                .singleElement()
                .satisfies(warning -> assertThat(JsonFiles.text(warning.getAsJsonObject(), "pointer"))
                        .isEqualTo("/components/schemas/Thing/colour"));
    }

    @Test
    void run_whenOnlyChecking_changesNothingAndReports() throws IOException {
        write(withOneMoreOperation());
        Map<String, String> before = files();

        assertThat(run(file.toString(), true)).isEqualTo(Bump.COMPATIBLE);

        assertThat(files()).isEqualTo(before);
        JsonObject report = JsonFiles.read(tree.output().resolve("report.json"));
        assertThat(report.get("status").getAsString()).isEqualTo("compatible");
        assertThat(report.get("exitCode").getAsInt()).isZero();
        assertThat(report.get("proposedVersion").getAsString()).isEqualTo("0.1.0");
    }

    @Test
    void run_whenCompatible_replacesDocumentLockReportAndChangelog() throws IOException {
        write(withOneMoreOperation());

        assertThat(run(file.toString(), false)).as("%s", console).isEqualTo(Bump.COMPATIBLE);

        assertThat(lastLine())
                .isEqualTo("client-extensions and the tests compile with it; the tests remain to be run: mvn verify");
        assertThat(tree.document()).hasSameBinaryContentAs(file);
        JsonObject lock = JsonFiles.read(tree.lock());
        assertThat(lock.get("sha256").getAsString()).isEqualTo(SpecLock.sha256(file));
        assertThat(lock.get("date").getAsString()).isEqualTo("2026-11-23");
        assertThat(lock.getAsJsonArray("operations").asList())
                .hasSize(10)
                .contains(new JsonPrimitive("get /v1/things/{thing_id}"), new JsonPrimitive("get /v1/others"));
        Path changes = tree.root().resolve("spec/changes/1.0.0-to-1.1.0.md");
        assertThat(Files.readString(changes))
                .startsWith("**Compatible, with additions**: API document 1.0.0 → 1.1.0, 1 operation added.\n\n"
                        + "Proposed version of the artifacts: **0.1.0** (now 0.1.0-SNAPSHOT). Nothing is released yet, so"
                        + " nothing that is released breaks.")
                .contains(
                        "## Operations added (1)\n\n### Things\n\n- `GET /v1/others`: `ThingsApi.listOthers(): Void`\n");
        assertThat(Files.readString(tree.changelog())).isEqualTo("""
                        # Changelog

                        ## [Unreleased]

                        ### Added

                        - Something.

                        ### Changed

                        - API document 1.0.0 → 1.1.0: 1 operation added.
                          The whole list is in [spec/changes/1.0.0-to-1.1.0.md](spec/changes/1.0.0-to-1.1.0.md).
                        """);
        assertThat(folder.resolve("tree/spec"))
                .isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }

    private JsonObject withOneMoreOperation() {
        JsonObject document = JsonFiles.read(tree.document());
        at(document, "info").addProperty("version", "1.1.0");
        at(document, "paths")
                .add(
                        "/v1/others",
                        json("{'get': {'tags': ['things'], 'operationId': 'listOthers',"
                                + " 'responses': {'204': {'description': 'None'}}}}"));
        return document;
    }

    private static JsonObject newer(Consumer<JsonObject> change) {
        return SmallDocument.with(document -> {
            at(document, "info").addProperty("version", "1.1.0");
            change.accept(document);
        });
    }

    private void write(JsonObject document) {
        JsonFiles.write(file, document);
    }

    private void assertUnusable(String message) throws IOException {
        assertFails(file.toString(), Bump.UNUSABLE, message);
        JsonObject report = JsonFiles.read(tree.output().resolve("report.json"));
        assertThat(report.get("status").getAsString()).isEqualTo("unusable");
        assertThat(report.get("exitCode").getAsInt()).isEqualTo(2);
        assertThat(report.get("message").getAsString()).isEqualTo(message);
    }

    private void assertFails(String name, int exitCode, String message) throws IOException {
        Map<String, String> before = files();

        assertThat(run(name, false)).as("%s", console).isEqualTo(exitCode);

        assertThat(lines().get(lines().size() - 1)).isEqualTo(message);
        assertThat(files()).isEqualTo(before);
    }

    private int run(String name, boolean checkOnly) {
        PrintStream out = new PrintStream(console, true, StandardCharsets.UTF_8);
        return new Bump(tree, out, CLOCK).run(new BumpRequest(name, checkOnly, "", List.of()));
    }

    private String lastLine() {
        return lines().get(lines().size() - 1);
    }

    private List<String> lines() {
        return console.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** The digests of the tree's own files, but for what is in a build's output. */
    private Map<String, String> files() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(tree.root())) {
            paths.filter(Files::isRegularFile)
                    .filter(path -> !path.startsWith(tree.root().resolve("spec/target")))
                    .filter(path -> !path.startsWith(tree.root().resolve(".git")))
                    .forEach(path -> digests.put(path.toString(), SpecLock.sha256(path)));
        }
        return digests;
    }

    private void git(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("git").directory(tree.root().toFile());
        builder.command().addAll(List.of(arguments));
        assertThat(builder.inheritIO().start().waitFor()).isZero();
    }
}
