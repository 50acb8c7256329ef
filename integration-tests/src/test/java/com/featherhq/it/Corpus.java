package com.featherhq.it;

import com.featherhq.it.CorpusRun.Outcome;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockWebServer;

/**
 * A folder of documents, whoever wrote them. {@code FEATHER_CORPUS_DIR} names it; unless set, it's {@code corpus} beside
 * {@code FEATHER_SPECS_DIR}, or {@code ../shared/corpus} beside the project.
 */
final class Corpus {

    static final Path PROJECT = Path.of(System.getProperty("feather.project", ".."));
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());
    private static final int THREADS = 2;

    private final Path folder;

    Corpus(Path folder) {
        this.folder = folder;
    }

    /**
     * Tries some documents and prints the table, for who works on a rule; started in {@code integration-tests}.
     *
     * @param args which ones, as in {@code tiny/enum-*}; all unless given
     */
    public static void main(String[] args) throws Exception {
        Path temporary = Files.createTempDirectory("corpus");
        Corpus corpus = new Corpus(find());
        System.out.print(table(corpus.run(args.length == 0 ? "**" : args[0], temporary)));
        System.exit(0); // OkHttp's threads would stay a while
    }

    static Path find() {
        String specs = System.getenv("FEATHER_SPECS_DIR");
        String corpus = System.getenv()
                .getOrDefault("FEATHER_CORPUS_DIR", specs == null ? "../shared/corpus" : specs + "/../corpus");
        return PROJECT.resolve(corpus).normalize();
    }

    /** Tries the documents that the glob names, and works in {@code temporary}. */
    List<Outcome> run(String glob, Path temporary) throws Exception {
        SERVER_LOG.setLevel(Level.WARNING);
        Path handWritten = temporary.resolve("hand-written");
        CorpusClient.compileHandWritten(PROJECT, handWritten);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Outcome>> running = new ArrayList<>();
        for (Path document : documents(glob)) {
            Path own = temporary.resolve(String.valueOf(running.size()));
            running.add(threads.submit(() -> CorpusRun.of(
                    document.toString(), folder.resolve(document), handWritten, Files.createDirectory(own))));
        }
        threads.shutdown();
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> run : running) {
            outcomes.add(run.get());
        }
        return outcomes;
    }

    private List<Path> documents(String glob) throws IOException {
        PathMatcher wanted = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(folder::relativize)
                    .filter(file -> wanted.matches(file)
                            || wanted.matches(Path.of(file.toString().replace(".json", ""))))
                    .sorted()
                    .toList();
        }
    }

    static String table(List<Outcome> outcomes) {
        String line = "%-75s %10s %8s %7s %7s  %s%n";
        StringBuilder table =
                new StringBuilder(line.formatted("Document", "operations", "left out", "schemas", "samples", ""));
        for (Outcome outcome : outcomes) {
            String problem = outcome.problem().replace("\n", "\n    ");
            table.append(line.formatted(
                    outcome.document(),
                    outcome.operations(),
                    outcome.leftOut().size(),
                    outcome.schemas(),
                    outcome.samples(),
                    problem.isEmpty() ? "ok" : problem));
            outcome.leftOut().forEach(reason -> table.append("    %s%n".formatted(reason)));
        }
        long good =
                outcomes.stream().filter(outcome -> outcome.problem().isEmpty()).count();
        return table.append("%d of %d documents are ok%n".formatted(good, outcomes.size()))
                .toString();
    }
}
