package com.featherhq.it.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordingDemoIT {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void run_whenNotOnATerminal_printsPlainLines() throws IOException {
        assertThat(run(false))
                .doesNotContain("\r ")
                .contains(" 100 %   12.0 MiB")
                .contains(" 12,582,912 bytes in ")
                .contains(", with 1 lease and 2 requests to the storage");
    }

    @Test
    void run_whenOnATerminal_drawsABarOverItself() throws IOException {
        assertThat(run(true)).contains("\r  [" + "#".repeat(40) + "] 100 %   12.0 MiB");
    }

    private String run(boolean terminal) throws IOException {
        RecordingDemo.run(new PrintStream(out, true, StandardCharsets.UTF_8), terminal);
        return out.toString(StandardCharsets.UTF_8);
    }
}
