package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.SchemaTypes;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Every schema of the document that the client was built from. */
final class EverySchemaIT {

    @Test
    void everyType_whenReadAndWritten_losesNothing() throws IOException {
        Path file = MockedDocument.specFile();
        EverySchema every = new EverySchema(OpenApiDocument.read(file), SchemaTypes.of(file));

        CallTally tally = every.run();

        System.out.print(every.table());
        assertThat(tally.failures()).isEmpty();
    }
}
