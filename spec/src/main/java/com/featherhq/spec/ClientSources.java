package com.featherhq.spec;

import com.featherhq.spec.document.SpecException;
import java.nio.file.Path;
import java.util.List;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/** The Java sources of a document's client, generated in this JVM as the build generates them. Stateless. */
public final class ClientSources {

    private ClientSources() {}

    /**
     * Generates the client of {@code document} below {@code folder}.
     *
     * @return the source root
     * @throws SpecException if no client can be generated from the document
     */
    public static Path generate(Path document, Path folder) {
        Path input = folder.resolve("openapi-java.json");
        Path output = folder.resolve("sources");
        PrepareSpec.write(document, input, List.of(output));
        return generatePrepared(input, output);
    }

    /** Like {@link #generate} for a document that {@link PrepareSpec} has prepared. */
    public static Path generatePrepared(Path input, Path output) {
        CodegenConfigurator configurator = new CodegenConfigurator()
                .setGeneratorName(FeatherCodegen.class.getName())
                .setInputSpec(input.toString())
                .setOutputDir(output.toString())
                .setValidateSpec(false);
        new DefaultGenerator().opts(configurator.toClientOptInput()).generate();
        return output.resolve("src/main/java");
    }
}
