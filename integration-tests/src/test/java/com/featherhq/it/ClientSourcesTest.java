package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.ClientSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client that tests and the bump generate in their own JVM is the one that the build makes. */
final class ClientSourcesTest {

    @TempDir
    Path folder;

    @Test
    void generate_ofTheDocumentOfTheBuild_writesWhatTheBuildHasWritten() throws IOException {
        Path built = Corpus.PROJECT.resolve("client-generated/target/generated-sources/openapi/src/main/java");

        Path generated = ClientSources.generate(MockedDocument.specFile(), folder);

        assertThat(texts(generated)).isNotEmpty().isEqualTo(texts(built));
    }

    private static Map<String, String> texts(Path root) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
