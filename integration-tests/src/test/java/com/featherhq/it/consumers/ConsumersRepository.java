package com.featherhq.it.consumers;

import com.featherhq.it.MavenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The local repository of the consumers. It holds the jars of this build, as {@code mvn install} would put them there, and links
 * for all other groups to the repository of the Maven that runs the tests. So nothing of ours gets into that one, and what a
 * consumer downloads is downloaded once.
 */
final class ConsumersRepository {

    /** What is installed, and the folder of the project that builds it. */
    private static final Map<String, String> ARTIFACTS = Map.of(
            "feather-client-generated", "client-generated",
            "feather-client-extensions", "client-extensions",
            "feather-mock", "integration-tests/mock");

    private static final Pattern GROUP = Pattern.compile("<groupId>\\s*([\\w.-]+)\\s*</groupId>");

    private ConsumersRepository() {}

    static Path lay(Path build, String version, List<Path> consumers) throws IOException {
        Path repository = build.resolve("consumers-repository").toAbsolutePath();
        createGroups(consumers);
        link(MavenRun.REPOSITORY, repository, "com");
        link(MavenRun.REPOSITORY.resolve("com"), repository.resolve("com"), "featherhq");
        for (Map.Entry<String, String> artifact : ARTIFACTS.entrySet()) {
            Path built = MavenRun.PROJECT.resolve(artifact.getValue()).resolve(build);
            Path installed = repository
                    .resolve("com/featherhq")
                    .resolve(artifact.getKey())
                    .resolve(version);
            install(built, artifact.getKey() + "-" + version, installed);
        }
        return repository;
    }

    /** A group that is downloaded for the first time would get a folder here, not in the repository that stays. */
    private static void createGroups(List<Path> consumers) throws IOException {
        for (Path consumer : consumers) {
            List<String> groups = GROUP.matcher(Files.readString(consumer.resolve("pom.xml")))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            for (String group : groups) {
                Files.createDirectories(MavenRun.REPOSITORY.resolve(group.replace('.', '/')));
            }
        }
    }

    private static void link(Path from, Path to, String own) throws IOException {
        Files.createDirectories(to.resolve(own));
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                Path link = to.resolve(entry.getFileName());
                if (!entry.endsWith(own) && Files.isDirectory(entry) && Files.notExists(link)) {
                    Files.deleteIfExists(link);
                    Files.createSymbolicLink(link, entry.toAbsolutePath());
                }
            }
        }
    }

    private static void install(Path built, String name, Path installed) throws IOException {
        Files.createDirectories(installed);
        Files.copy(
                built.resolve(".flattened-pom.xml"),
                installed.resolve(name + ".pom"),
                StandardCopyOption.REPLACE_EXISTING);
        try (Stream<Path> files = Files.list(built)) {
            for (Path jar : files.filter(
                            file -> file.getFileName().toString().matches(Pattern.quote(name) + ".*\\.jar"))
                    .toList()) {
                Files.copy(jar, installed.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
