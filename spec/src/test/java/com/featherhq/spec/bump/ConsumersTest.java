package com.featherhq.spec.bump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.featherhq.spec.concerns.Concerns;
import com.featherhq.spec.concerns.Verdict;
import com.featherhq.spec.wire.WireChange.Impact;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that uses members of the client of one whole document is compiled and run with the client of the next. What
 * then fails is what {@code concerns} said of its class files before. Of 21,000 members one in eight is used;
 * {@code -Dfeather.uses=1} uses all. {@code FEATHER_SPECS_DIR} names the folder of the
 * documents; {@code ../shared/specs} beside the project unless set.
 */
final class ConsumersTest {

    private static final Path FOLDER = Path.of(System.getenv().getOrDefault("FEATHER_SPECS_DIR", "../../shared/specs"));
    private static final int ONE_IN = Integer.getInteger("feather.uses", 8);
    private static final Pattern LINE = Pattern.compile("U(\\d+)\\b");

    @TempDir
    Path folder;

    @Test
    void concerns_whenApplicationMeetsTheNextVersion_saysWhatReallyFails() throws Exception {
        Path newest = FOLDER.resolve("feather-1.87.0-full.json");
        if (!Files.exists(newest)) {
            System.out.println("Skipped: the vendor's whole documents are not in " + FOLDER + " (FEATHER_SPECS_DIR).");
        }
        assumeTrue(Files.exists(newest), "FEATHER_SPECS_DIR has no whole documents");
        Tree tree = TestTree.project();
        BuiltClient before = BuiltClient.of(FOLDER.resolve("feather-1.21.0-full.json"), tree, folder.resolve("before"));
        BuiltClient after = BuiltClient.of(newest, tree, folder.resolve("after"));
        Uses uses = uses(before.client().classes());
        Path source =
                Files.writeString(Files.createDirectories(folder.resolve("app")).resolve("Uses.java"), uses.source());
        Path app = folder.resolve("app-classes");
        assertThat(compile(source, app, before)).isEmpty();

        Set<Integer> told = told(Comparison.of(before, after, ""), app);
        Set<Integer> failing = new TreeSet<>(compile(source, folder.resolve("app-again"), after));
        int uncompiled = failing.size();
        failing.addAll(unlinked(app, after, uses.count()));

        Set<Integer> missed = without(failing, told);
        Set<Integer> falseAlarms = without(told, failing);
        System.out.println(uses.count() + " uses, " + failing.size() + " fail (" + uncompiled + " don't compile): "
                + missed.size() + " missed, " + falseAlarms.size() + " false alarms. "
                + falseAlarms.stream().limit(10).map(uses::line).collect(Collectors.joining("\n")));
        assertThat(missed).extracting(uses::line).isEmpty();
        assertThat(falseAlarms).hasSizeLessThan(failing.size() / 20);
    }

    private static Set<Integer> without(Set<Integer> all, Set<Integer> others) {
        Set<Integer> rest = new TreeSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    private static Uses uses(Path classes) throws IOException, ClassNotFoundException {
        Uses uses = new Uses(ONE_IN);
        try (URLClassLoader loader = loader(classes);
                Stream<Path> paths = Files.walk(classes)) {
            for (Path path : paths.filter(file -> file.toString().matches(".*featherhq.(api|model).[^$]*\\.class"))
                    .sorted()
                    .toList()) {
                String name = classes.relativize(path)
                        .toString()
                        .replaceFirst("\\.class$", "")
                        .replaceAll("[/\\\\]", ".");
                uses.add(Class.forName(name, false, loader));
            }
        }
        return uses;
    }

    private static URLClassLoader loader(Path... folders) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path one : folders) {
            urls.add(one.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ConsumersTest.class.getClassLoader());
    }

    /** The lines that don't compile. */
    private static List<Integer> compile(Path source, Path output, BuiltClient client) {
        List<Path> classPath = new ArrayList<>(GeneratedClient.libraries());
        classPath.add(client.client().classes());
        return Compiler.compile(List.of(source.getParent()), output, classPath).stream()
                .map(problem -> (int) problem.line())
                .distinct()
                .toList();
    }

    /** The uses that the concerns command names for what breaks in Java. */
    private static Set<Integer> told(Comparison comparison, Path app) {
        Summary summary = new Summary(comparison, new ReleaseHistory("0.1.0", null, Impact.PATCH));
        Verdict verdict = Concerns.of(JsonReport.of(comparison, summary, Bump.BREAKING), List.of(app))
                .get(0);
        System.out.println(verdict.summary());
        return verdict.hits().stream()
                .filter(hit -> Set.of("compile", "link").contains(hit.change().effect()))
                .flatMap(hit -> hit.where().stream())
                .map(LINE::matcher)
                .filter(Matcher::find)
                .map(match -> Integer.valueOf(match.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The uses that don't link; that they then fail on a null is what they were made for. */
    private static List<Integer> unlinked(Path app, BuiltClient client, int count) throws Exception {
        List<Integer> unlinked = new ArrayList<>();
        try (URLClassLoader loader = loader(app, client.client().classes())) {
            for (int i = 1; i <= count; i++) {
                try {
                    Method method = Class.forName("U" + i, true, loader).getDeclaredMethod("u");
                    method.setAccessible(true);
                    method.invoke(null);
                } catch (LinkageError e) {
                    unlinked.add(i);
                } catch (InvocationTargetException e) {
                    if (e.getCause() instanceof LinkageError) {
                        unlinked.add(i);
                    }
                }
            }
        }
        return unlinked;
    }
}
