package com.featherhq.spec.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.spec.PrepareSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiSpecTest {

    @TempDir
    Path folder;

    @Test
    void read_whenMissing_saysSo() {
        Path file = folder.resolve("missing.json");

        assertThatThrownBy(() -> ApiSpec.read(file))
                .isInstanceOf(SpecException.class)
                .hasMessage(file + " can't be read: check that the file is there and readable.");
    }

    @Test
    void read_whenYaml_saysSo() throws IOException {
        Path file = write("openapi: 3.1.0\ninfo: {}\n");

        assertThatThrownBy(() -> ApiSpec.read(file))
                .isInstanceOf(SpecException.class)
                .hasMessage(file + " is not a JSON document: it is malformed at line 1 column 1 (a YAML one must be"
                        + " converted first).");
    }

    @Test
    void read_whenCutOff_saysSo() throws IOException {
        Path file = write("{\"openapi\": \"3.1.0\", \"info\": {");

        assertThatThrownBy(() -> ApiSpec.read(file))
                .isInstanceOf(SpecException.class)
                .hasMessage(file + " is not a whole JSON document: it ends at line 1 column 31.");
    }

    @Test
    void read_whenNotText_saysSo() throws IOException {
        Path file = Files.write(folder.resolve("a.json"), new byte[] {'{', '"', (byte) 0xff, '"'});

        assertThatThrownBy(() -> ApiSpec.read(file))
                .isInstanceOf(SpecException.class)
                .hasMessage(file + " is not UTF-8 text.");
    }

    @Test
    void read_whenTextFollows_saysSo() throws IOException {
        Path file = write("{} {}");

        assertThatThrownBy(() -> ApiSpec.read(file))
                .isInstanceOf(SpecException.class)
                .hasMessage(file + " is not a JSON document: it is malformed at line 1 column 5 (a YAML one must be"
                        + " converted first).");
    }

    @Test
    void read_whenOpenApi30_saysSo() throws IOException {
        Path file = write("{\"openapi\": \"3.0.3\", \"info\": {}, \"paths\": {}}");

        assertThatThrownBy(() -> ApiSpec.read(file))
                .isInstanceOf(SpecException.class)
                .hasMessage(file + " is not an OpenAPI 3.1 document: it has \"openapi\": \"3.0.3\".");
    }

    @Test
    void read_whenRootIsAnArray_saysSo() throws IOException {
        Path file = write("[]");

        assertThatThrownBy(() -> ApiSpec.read(file))
                .isInstanceOf(SpecException.class)
                .hasMessage(file + " is not an OpenAPI document: its root is not a JSON object.");
    }

    @Test
    void read_whenPathsAreMissing_saysSo() throws IOException {
        Path file = write("{\"openapi\": \"3.1.0\", \"info\": {}}");

        assertThatThrownBy(() -> ApiSpec.read(file))
                .isInstanceOf(SpecException.class)
                .hasMessage(file + " is not an OpenAPI document: it has no object at /paths.");
    }

    @Test
    void lock_whenDocumentWasEdited_saysHowToBringInANewVersion() throws IOException {
        Path document = write("{}");
        Path lock = Files.writeString(folder.resolve("openapi.lock.json"), "{\"sha256\": \"0\"}");

        assertThatThrownBy(() -> SpecLock.verify(document, lock))
                .isInstanceOf(SpecException.class)
                .hasMessage(document + " is not the document that openapi.lock.json describes (sha256"
                        + " 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a instead of 0): it must not"
                        + " be edited by hand; restore it, or bring in the vendor's new version as the README's"
                        + " \"A new version of the document\" says.");
    }

    @Test
    void lock_whenDocumentIsTheOne_passes() throws IOException {
        Path document = write("{}");
        Path lock = Files.writeString(
                folder.resolve("openapi.lock.json"), "{\"sha256\": \"" + SpecLock.sha256(document) + "\"}");

        SpecLock.verify(document, lock);

        assertThat(SpecLock.sha256("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(SpecLock.sha256(document));
    }

    @Test
    void prepare_whenInputIsTheSame_leavesGeneratedCodeAlone() throws IOException {
        Path document = write("{\"openapi\": \"3.1.0\", \"info\": {}, \"paths\": {}}");
        Path output = folder.resolve("out/input.json");
        Path generated = Files.createDirectories(folder.resolve("generated"));
        String[] args = {document.toString(), output.toString(), "print", generated.toString()};
        PrepareSpec.main(args);
        Files.createDirectories(generated);
        Path marker = Files.writeString(generated.resolve("marker"), "");

        PrepareSpec.main(args);
        assertThat(marker).exists();

        Files.writeString(document, "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"new\"}, \"paths\": {}}");
        PrepareSpec.main(args);
        assertThat(marker).doesNotExist();
    }

    @Test
    void prepare_whenWarningsAreErrors_namesWhatTheClientWouldGoWithout() throws IOException {
        Path document =
                write("{\"openapi\": \"3.1.0\", \"info\": {}, \"paths\": {\"/a\": {\"get\": {\"operationId\": \"a\","
                        + " \"requestBody\": {\"required\": true, \"content\": {\"text/plain\": {}}}}}}}");
        Path output = folder.resolve("input.json");

        assertThatThrownBy(() -> PrepareSpec.main(new String[] {document.toString(), output.toString(), "error"}))
                .isInstanceOf(SpecException.class)
                .hasMessage("The client would go without:\n  /paths/~1a/get has no Java method:"
                        + " /paths/~1a/get/requestBody is the body of a GET request, which has none.");
        assertThat(output).doesNotExist();
    }

    @Test
    void prepare_whenWarningsAreNeitherPrintedNorErrors_fails() throws IOException {
        Path document = write("{\"openapi\": \"3.1.0\", \"info\": {}, \"paths\": {}}");
        String[] args = {document.toString(), "input.json", "errors"};

        assertThatThrownBy(() -> PrepareSpec.main(args))
                .isInstanceOf(SpecException.class)
                .hasMessage("feather.warnings is \"errors\"; use \"print\" or \"error\".");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("a.json"), text);
    }
}
