package com.featherhq.spec.bump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The vendor's whole documents, taken in one after the other. They are not part of this project: the environment variable
 * {@code FEATHER_SPECS_DIR} names the folder that has {@code feather-1.21.0-full.json} and {@code feather-1.87.0-full.json};
 * {@code ../shared/specs} beside the project unless set.
 */
final class FullDocumentsTest {

    /** Relative to this module; the variable's default is relative to the project. */
    private static final Path FOLDER = Path.of(System.getenv().getOrDefault("FEATHER_SPECS_DIR", "../../shared/specs"));

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @BeforeEach
    void requireDocuments() {
        if (!Files.exists(full("1.87.0"))) {
            System.out.println("Skipped: the vendor's whole documents are not in " + FOLDER + " (FEATHER_SPECS_DIR).");
        }
        assumeTrue(Files.exists(full("1.87.0")), "FEATHER_SPECS_DIR has no whole documents");
    }

    @Test
    void run_whenWholeDocumentsFollowEachOther_takesThemIn(@TempDir Path folder) throws IOException {
        Tree tree = TestTree.create(folder, TestTree.project().document());

        assertThat(run(tree, "1.21.0", false)).as("%s", console).isEqualTo(Bump.COMPATIBLE);
        assertThat(text(tree.report()))
                .startsWith("**Compatible, with additions**: API document 1.21.0 → 1.21.0, 490 operations added.\n");

        long start = System.nanoTime();
        assertThat(run(tree, "1.87.0", false)).as("%s", console).isEqualTo(Bump.BREAKING);
        System.out.println("1.21.0 -> 1.87.0 in " + (System.nanoTime() - start) / 1_000_000_000 + " s");
        assertThat(tree.document()).hasSameBinaryContentAs(full("1.87.0"));
        assertThat(Json.read(tree.lock()).get("version").getAsString()).isEqualTo("1.87.0");
        assertThat(text(tree.report())).startsWith("**Breaking**: API document 1.21.0 → 1.87.0, ");
        assertThat(text(tree.report())).contains("a guess by the paths: no operationId confirms it");
        assertThat(text(tree.changelog())).contains("- **Breaking:** API document 1.21.0 → 1.87.0: ");
        Files.copy(tree.report(), Path.of("target/CHANGES-1.21.0-1.87.0.md"), StandardCopyOption.REPLACE_EXISTING);
        JsonObject json = Json.read(tree.output().resolve("report.json"));
        assertThat(json.get("proposedVersion").getAsString()).isEqualTo("0.2.0");
        System.out.println(console);
    }

    @Test
    void run_whenVendoredDocumentMeetsTheNewest_comparesWhatItHas(@TempDir Path folder) throws IOException {
        Tree tree = TestTree.create(folder, TestTree.project().document());

        int exitCode = run(tree, "1.87.0", true);

        System.out.println(console);
        assertThat(exitCode).as("%s", console).isIn(Bump.COMPATIBLE, Bump.BREAKING);
        assertThat(tree.document()).hasSameBinaryContentAs(TestTree.project().document());
    }

    private int run(Tree tree, String version, boolean checkOnly) {
        PrintStream out = new PrintStream(console, true, StandardCharsets.UTF_8);
        return new Bump(tree, out, CLOCK).run(full(version).toString(), checkOnly, "");
    }

    private static Path full(String version) {
        return FOLDER.resolve("feather-" + version + "-full.json");
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }
}
