package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrismServerIT {

    @Test
    void start_whenPortIsInUse_saysHowToGoOn() throws IOException {
        Path document = MockedDocument.write();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatIllegalStateException()
                    .isThrownBy(() -> PrismServer.start(document, port).close())
                    .withMessage("Port " + port + " of 127.0.0.1 is in use: stop what listens there, or leave out"
                            + " -Dfeather.prism.port for a free one.");
        }
    }

    @Test
    void start_whenDocumentHasNoOperation_quotesPrism(@TempDir Path folder) throws IOException {
        Path document = Files.writeString(folder.resolve("empty.json"), "{\"openapi\": \"3.1.0\", \"paths\": {}}");

        assertThatIllegalStateException()
                .isThrownBy(() -> PrismServer.start(document, 0).close())
                .withMessageContaining("No operations found in the current file.");
    }

    @Test
    void close_whenListening_endsTheProcess() {
        PrismServer prism = PrismServer.start();
        ProcessHandle process = prism.process();

        prism.close();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void standardInput_whenClosedAsByDeathOfThisProcess_endsPrism() throws Exception {
        try (PrismServer prism = PrismServer.start()) {
            prism.abandon();

            assertThat(prism.process().onExit().get(20, TimeUnit.SECONDS).isAlive())
                    .isFalse();
        }
    }
}
