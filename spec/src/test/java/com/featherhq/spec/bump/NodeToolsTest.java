package com.featherhq.spec.bump;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.featherhq.spec.NodePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeToolsTest {

    private static final String SPECTRAL = "node_modules/@stoplight/spectral-cli/dist/index.js";

    @TempDir
    Path folder;

    @Test
    void lint_whenLinterCrashes_quotesWhatItSaid() throws IOException {
        Files.writeString(folder.resolve("package-lock.json"), "{\"lockfileVersion\": 3, \"packages\": {}}");
        Files.writeString(folder.resolve("package.json"), "{}");
        NodePackage installed = NodePackage.install(folder);
        Path script = folder.resolve(SPECTRAL);
        Files.createDirectories(script.getParent());
        Files.writeString(script, "console.log('out of memory'); process.exit(1);");
        try (Cancellation cancellation = new Cancellation()) {
            NodeTools tools = new NodeTools(installed, folder, cancellation);

            assertThatIllegalStateException()
                    .isThrownBy(() -> tools.lint(folder.resolve("document.json"), folder.resolve("lint.json")))
                    .withMessage(SPECTRAL + " failed with exit code 1: out of memory");
        }
    }
}
