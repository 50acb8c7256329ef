package com.featherhq.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundledDocumentTest {

    @Test
    void main_whenDocumentIsSpacedOut_writesTheSameWithoutSpaces(@TempDir Path folder) throws IOException {
        Path document = Files.writeString(
                folder.resolve("openapi.json"),
                "{ \"openapi\": \"3.1.0\",\n  \"info\": {\"title\": \"a <b>\", \"x-none\": null},  \"paths\": {} }");
        Path file = folder.resolve("target/bundled.json");

        BundledDocument.main(new String[] {document.toString(), file.toString()});

        assertThat(file)
                .hasContent("{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"a <b>\",\"x-none\":null},\"paths\":{}}");
    }
}
