package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.featherhq.it.CorpusRun.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every document of the corpus and of our own; {@code -Dfeather.corpus.only=tiny/enum-*} tries some. */
final class CorpusTest {

    private static final Path OWN = Corpus.PROJECT.resolve("integration-tests/src/test/resources/com/featherhq/it");

    @TempDir
    Path temporary;

    @Test
    void everyDocument_whenGenerated_canBeCalledAndLosesNothing() throws Exception {
        check(requireFolder(Corpus.find(), "FEATHER_CORPUS_DIR"), "**");
    }

    /** {@link WholeApiIT} builds the vendor's documents as a team would; here Retrofit makes all methods at once. */
    @Test
    void wholeDocuments_whenGenerated_canBeCalledAndLoseNothing() throws Exception {
        String specs = System.getenv().getOrDefault("FEATHER_SPECS_DIR", "../shared/specs");
        check(requireFolder(Corpus.PROJECT.resolve(specs).normalize(), "FEATHER_SPECS_DIR"), "*-full.json");
    }

    private static Path requireFolder(Path folder, String variable) {
        if (!Files.isDirectory(folder)) {
            System.out.println(
                    "Skipped: there are no documents at " + folder + "; " + variable + " names their folder.");
            abort("there are no documents at " + folder);
        }
        return folder;
    }

    /** One kind of thing each, so that a copy of the project without the corpus still shows what its documents show. */
    @Test
    void ownDocuments_whenGenerated_canBeCalledAndLoseNothing() throws Exception {
        check(OWN, "documents/**");
    }

    private void check(Path folder, String all) throws Exception {
        List<Outcome> outcomes = new Corpus(folder).run(System.getProperty("feather.corpus.only", all), temporary);

        System.out.print(Corpus.table(outcomes));
        Set<String> tried = outcomes.stream().map(Outcome::document).collect(Collectors.toSet());
        assertThat(shortfalls(outcomes)).as("what isn't generated, and why").isEqualTo(expected(tried));
    }

    /** What fails, and what the client is generated without, each behind the document's name. */
    private static Set<String> shortfalls(List<Outcome> outcomes) {
        Set<String> shortfalls = new TreeSet<>();
        for (Outcome outcome : outcomes) {
            outcome.leftOut().forEach(reason -> shortfalls.add(outcome.document() + " " + reason));
            if (!outcome.problem().isEmpty()) {
                shortfalls.add(outcome.document() + " " + outcome.problem());
            }
        }
        return shortfalls;
    }

    /** The lines that are about one of the documents: no more may be left out, and what no longer is may not stay in the list. */
    private static Set<String> expected(Set<String> documents) throws IOException {
        try (InputStream in = CorpusTest.class.getResourceAsStream("corpus-left-out.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> documents.contains(line.split(" ", 2)[0]))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
