package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.SchemaTypes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation of the document that the client was built from. */
@ExtendWith(PrismExtension.class)
final class EveryOperationIT {

    private static final int SEEDS = 3;

    @Test
    void everyMethod_whenCalledForEveryStatus_losesNothing(PrismServer prism) throws Exception {
        Path file = MockedDocument.specFile();
        OpenApiDocument document = OpenApiDocument.read(file);
        try (EveryOperation every = new EveryOperation(document, SchemaTypes.of(file), prism.baseUrl(), SEEDS)) {
            CallTally tally = every.run();

            System.out.print(every.table());
            assertThat(tally.failures()).isEmpty();
            assertThat(tally.distinct("operation"))
                    .isEqualTo(document.operations().size());
        }
    }
}
