package com.featherhq.spec.bump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The vendor's whole documents, one replaced by the other. They are not part of this project: the environment variable
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
    void run_whenWholeDocumentsFollowEachOther_replacesTheOne(@TempDir Path folder) throws IOException {
        Tree tree = TestTree.create(folder, full("1.21.0"));

        long start = System.nanoTime();
        assertThat(run(tree, "1.87.0")).as("%s", console).isEqualTo(Bump.BREAKING);
        System.out.println("1.21.0 -> 1.87.0 in " + (System.nanoTime() - start) / 1_000_000_000 + " s\n" + console);

        assertThat(tree.document()).hasSameBinaryContentAs(full("1.87.0"));
        assertThat(JsonFiles.read(tree.lock()).get("version").getAsString()).isEqualTo("1.87.0");
        Path changes = tree.root().resolve("spec/changes/1.21.0-to-1.87.0.md");
        assertThat(Files.readString(changes))
                .startsWith("**Breaking**: API document 1.21.0 → 1.87.0, ")
                .contains("a guess by the paths: no operationId confirms it");
        assertThat(Files.readString(tree.changelog())).contains("- **Breaking:** API document 1.21.0 → 1.87.0: ");
        assertThat(Files.readString(tree.output().resolve("pull-request.md"))).hasSizeLessThan(65_536);
        for (String name : List.of("CHANGES.md", "report.json", "pull-request.md")) {
            Files.copy(
                    tree.output().resolve(name),
                    Path.of("target", "1.21.0-to-1.87.0-" + name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private int run(Tree tree, String version) {
        PrintStream out = new PrintStream(console, true, StandardCharsets.UTF_8);
        return new Bump(tree, out, CLOCK).run(new BumpRequest(full(version).toString(), false, "", List.of()));
    }

    private static Path full(String version) {
        return FOLDER.resolve("feather-" + version + "-full.json");
    }
}
