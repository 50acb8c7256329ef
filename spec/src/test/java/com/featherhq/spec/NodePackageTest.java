package com.featherhq.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodePackageTest {

    private static final String NEEDED = "install Node.js 18.20 or newer, with npm, and put both on the PATH.";

    @TempDir
    Path folder;

    @BeforeEach
    void writeLock() throws IOException {
        Files.writeString(folder.resolve("package-lock.json"), "{}");
    }

    @Test
    void install_whenNothingIsInstalled_runsNpmCiWithoutScripts() throws IOException {
        nodePackage("echo v18.20.1", recordingNpm()).install();

        assertThat(npmRuns()).containsExactly("ci --ignore-scripts --no-audit --no-fund");
    }

    @Test
    void install_whenLockFileIsTheInstalledOne_runsNothing() throws IOException {
        NodePackage nodePackage = nodePackage("echo v20.0.0", recordingNpm());
        nodePackage.install();

        nodePackage.install();

        assertThat(npmRuns()).hasSize(1);
    }

    @Test
    void install_whenLockFileChanged_runsNpmAgain() throws IOException {
        NodePackage nodePackage = nodePackage("echo v20.0.0", recordingNpm());
        nodePackage.install();
        Files.writeString(folder.resolve("package-lock.json"), "{ }");

        nodePackage.install();

        assertThat(npmRuns()).hasSize(2);
    }

    @Test
    void install_whenTwoBeginAtOnce_runsNpmOnceAndLeavesAWholeFolder() throws Exception {
        NodePackage nodePackage = nodePackage(
                "echo v20.0.0", recordingNpm() + "; mkdir -p node_modules/tool; echo whole > node_modules/tool/file");

        CompletableFuture<Void> one = CompletableFuture.runAsync(nodePackage::install);
        CompletableFuture<Void> other = CompletableFuture.runAsync(nodePackage::install);
        CompletableFuture.allOf(one, other).get();

        assertThat(npmRuns()).hasSize(1);
        assertThat(folder.resolve("node_modules/tool/file")).hasContent("whole");
        assertThat(folder)
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("node_modules-"));
    }

    @Test
    void install_whenNpmFailsHalfWay_leavesWhatWasInstalled() throws IOException {
        nodePackage("echo v20.0.0", "mkdir -p node_modules; echo old > node_modules/file")
                .install();
        Files.writeString(folder.resolve("package-lock.json"), "{ }");
        NodePackage failing =
                nodePackage("echo v20.0.0", "mkdir -p node_modules; echo half > node_modules/file; exit 1");

        assertThatIllegalStateException().isThrownBy(failing::install);

        assertThat(folder.resolve("node_modules/file")).hasContent("old");
    }

    @Test
    void install_whenNodeIsMissing_saysWhatToInstall() {
        String node = folder.resolve("no-such-node").toString();

        assertThatIllegalStateException()
                .isThrownBy(() -> new NodePackage(folder, node, "npm").install())
                .withMessage("'" + node + "' can't be started in " + folder + ": " + NEEDED);
    }

    @Test
    void install_whenNodeIsTooOld_saysSo() throws IOException {
        NodePackage nodePackage = nodePackage("echo v18.19.9", recordingNpm());

        assertThatIllegalStateException()
                .isThrownBy(nodePackage::install)
                .withMessage("Node.js v18.19.9 is too old for the tools in " + folder + ": " + NEEDED);
    }

    @Test
    void install_whenNodeSaysNoVersion_quotesIt() throws IOException {
        String node = script("node", "echo not today; exit 3");

        assertThatIllegalStateException()
                .isThrownBy(() -> new NodePackage(folder, node, "npm").install())
                .withMessage("'" + node + " --version' answered 'not today' instead of a version: " + NEEDED);
    }

    @Test
    void install_whenNpmFails_quotesItsLastLinesAndTriesAgainNextTime() throws IOException {
        NodePackage nodePackage =
                nodePackage("echo v20.0.0", "for i in 1 2 3 4 5 6; do echo \"line $i\"; echo; done; exit 7");

        for (int run = 0; run < 2; run++) {
            assertThatIllegalStateException()
                    .isThrownBy(nodePackage::install)
                    .withMessage("'npm ci' failed in " + folder
                            + " with exit code 7: line 2 | line 3 | line 4 | line 5 | line 6");
        }
    }

    @Test
    void install_whenThereIsNoLockFile_saysWhichFileToRestore() throws IOException {
        NodePackage nodePackage = nodePackage("echo v20.0.0", recordingNpm());
        Path lock = folder.resolve("package-lock.json");
        Files.delete(lock);

        assertThatIllegalStateException()
                .isThrownBy(nodePackage::install)
                .withMessage(lock + " can't be read: restore it from version control.");
    }

    @Test
    void process_whenBuilt_namesNodeTheScriptAndTheArguments() {
        NodePackage nodePackage = new NodePackage(folder, "node", "npm");

        assertThat(nodePackage.process("start.cjs", List.of("mock", "-p", "0")).command())
                .containsExactly("node", folder.resolve("start.cjs").toString(), "mock", "-p", "0");
    }

    private NodePackage nodePackage(String node, String npm) throws IOException {
        return new NodePackage(folder, script("node", node), script("npm", npm));
    }

    private String recordingNpm() {
        return "echo \"$*\" >> " + folder.resolve("runs");
    }

    private List<String> npmRuns() throws IOException {
        return Files.readAllLines(folder.resolve("runs"));
    }

    private String script(String name, String body) throws IOException {
        Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script.toString();
    }
}
