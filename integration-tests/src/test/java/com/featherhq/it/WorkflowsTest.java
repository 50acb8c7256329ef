package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.NodePackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflows of GitHub Actions are what its linter accepts, run pinned actions, and build by the README's commands. */
final class WorkflowsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path FOLDER = ROOT.resolve(".github/workflows");

    @Test
    void workflows_whenLinted_haveNothingWrong() throws Exception {
        List<String> files = workflows().map(Path::toString).toList();

        assertThat(files).hasSize(3);
        assertThat(lint(files)).isEmpty();
    }

    @Test
    void lint_whenStepIsMistyped_saysWhere(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("bad.yml"),
                "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - rn: x\n");

        assertThat(lint(List.of(file.toString())))
                .startsWith(file + ":6:9: unexpected key \"rn\" for \"step\" section.");
    }

    @Test
    void actions_whenUsed_arePinnedToACommit() throws IOException {
        assertThat(found("uses: (.*)"))
                .isNotEmpty()
                .allMatch(action -> action.matches("[\\w./-]+@[0-9a-f]{40} # v[\\d.]+"));
    }

    @Test
    void commands_whenMaven_areDocumented() throws IOException {
        String documented = Files.readString(ROOT.resolve("README.md"))
                + Files.readString(ROOT.resolve("CONTRIBUTING.md"))
                + Files.readString(ROOT.resolve("integration-tests/README.md"))
                + Files.readString(ROOT.resolve("spec/README.md"));

        assertThat(found("(?<=[ \"])(mvn [^\\n|]*)").stream()
                        .map(command -> command.replaceAll("\"\\$(VALUES_FILE|URL)\"", "FILE")
                                .replace("\"$BASE_URL\"", "URL")
                                .replace("\"$MINIMUM\"", "N")
                                .strip()))
                .hasSize(6)
                .allMatch(command -> documented.contains("```sh\n" + command + "\n```"));
    }

    private static List<String> found(String regex) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path workflow : workflows().toList()) {
            all.append(Files.readString(workflow));
        }
        return Pattern.compile(regex)
                .matcher(all)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    private static String lint(List<String> files) throws Exception {
        Process process = NodePackage.install(ROOT.resolve("spec/checks"))
                .process("workflows.cjs", files)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isLessThanOrEqualTo(1);
        return output;
    }
}
