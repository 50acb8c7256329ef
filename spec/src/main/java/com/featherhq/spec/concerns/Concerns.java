package com.featherhq.spec.concerns;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says which breaking changes of a new version concern given code. Stateless. */
public final class Concerns {

    static final int UNCONCERNED = 0;
    static final int FAILED = 2;
    static final int CONCERNED = 10;

    private static final String USAGE =
            "Usage: concerns --report report.json CONSUMER...; a consumer is a jar or a folder of classes.";

    private Concerns() {}

    /**
     * Runs the command, and ends the virtual machine: with 0 if nobody is concerned, 10 if somebody is, 2 if it couldn't be
     * found out.
     *
     * @param args {@code concerns --report report.json app.jar classes/}
     */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out));
    }

    static int run(List<String> args, PrintStream console) {
        List<String> rest = new ArrayList<>(args);
        rest.remove("concerns");
        int option = rest.indexOf("--report");
        if (option < 0 || rest.size() < 3) {
            console.println(USAGE);
            return FAILED;
        }
        Path report = Path.of(rest.get(option + 1));
        rest.subList(option, option + 2).clear();
        try {
            List<Verdict> verdicts =
                    of(read(report), rest.stream().map(Path::of).toList());
            verdicts.forEach(verdict -> console.print(verdict.text()));
            return verdicts.stream().anyMatch(verdict -> !verdict.hits().isEmpty()) ? CONCERNED : UNCONCERNED;
        } catch (IllegalArgumentException e) {
            console.println(e.getMessage());
            return FAILED;
        }
    }

    /**
     * Returns one verdict for each consumer.
     *
     * @param report what a bump wrote as {@code report.json}
     * @param consumers jars or folders with class files
     * @throws IllegalArgumentException if the report tells of no comparison, or a consumer can't be read
     */
    public static List<Verdict> of(JsonObject report, List<Path> consumers) {
        List<BreakingChange> changes = BreakingChange.all(report);
        return consumers.stream()
                .map(consumer -> Verdict.of(consumer.toString(), changes, ClassFiles.references(consumer)))
                .toList();
    }

    private static JsonObject read(Path report) {
        try {
            return JsonParser.parseString(Files.readString(report)).getAsJsonObject();
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new IllegalArgumentException(
                    report + " can't be read as a bump's report.json: check that the file is there and whole.", e);
        }
    }
}
