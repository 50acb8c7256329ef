package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The descriptors of our modules stand beside the code and not in its way, so nobody else sees that a package is left out. */
final class ModuleInfoTest {

    private static final Pattern EXPORTS = Pattern.compile("\\n    exports ([\\w.]+);");

    @ParameterizedTest
    @ValueSource(strings = {"client-generated", "client-extensions", "integration-tests/mock"})
    void exports_ofEachModule_areItsPackages(String module) throws IOException {
        Path main = MavenRun.PROJECT.resolve(module).resolve("src/main");

        Set<String> exported = EXPORTS.matcher(Files.readString(main.resolve("module/module-info.java")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(exported).isEqualTo(packages(main.resolve("java")));
    }

    private static Set<String> packages(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(file.getParent()).toString().replaceAll("[/\\\\]", "."))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
