package com.featherhq.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocumentManifestTest {

    @Test
    void main_whenDocumentHasAVersion_writesIt(@TempDir Path folder) throws IOException {
        Path document = Files.writeString(
                folder.resolve("openapi.json"),
                "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"t\", \"version\": \"1.21.0\"}, \"paths\": {}}");
        Path file = folder.resolve("target/document.mf");

        DocumentManifest.main(new String[] {document.toString(), file.toString()});

        try (InputStream in = Files.newInputStream(file)) {
            assertThat(new Manifest(in).getMainAttributes().getValue("Feather-Document-Version"))
                    .isEqualTo("1.21.0");
        }
    }
}
