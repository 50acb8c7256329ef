package com.featherhq.spec;

import io.swagger.v3.oas.models.OpenAPI;
import java.io.File;
import java.util.Map;
import org.openapitools.codegen.SupportingFile;
import org.openapitools.codegen.languages.JavaClientCodegen;

/**
 * openapi-generator's Java client for Retrofit and Gson, with this project's templates and with the names that are already Java's.
 * All its options are set here: whoever runs the generator, the build, the bump or a test, gets the same client.
 */
public final class FeatherCodegen extends JavaClientCodegen {

    private static final String TEMPLATES = "feather-templates";

    /** Called by the generator, by its name. */
    public FeatherCodegen() {
        embeddedTemplateDir = TEMPLATES;
        templateDir = TEMPLATES;
        setLibrary(RETROFIT_2);
        setSerializationLibrary(SERIALIZATION_LIBRARY_GSON);
        setApiPackage("com.featherhq.api");
        setModelPackage("com.featherhq.model");
        setHideGenerationTimestamp(true);
    }

    @Override
    public String getName() {
        return "feather";
    }

    @Override
    public void processOpts() {
        super.processOpts();
        apiTestTemplateFiles.clear();
        modelTestTemplateFiles.clear();
        apiDocTemplateFiles.clear();
        modelDocTemplateFiles.clear();
        supportingFiles.clear();
        supportingFiles.add(new SupportingFile("ApiDocument.mustache", apiFolder(), "ApiDocument.java"));
    }

    @Override
    public void preprocessOpenAPI(OpenAPI openAPI) {
        super.preprocessOpenAPI(openAPI);
        Map<String, Object> extensions = openAPI.getInfo().getExtensions();
        additionalProperties.put("document", extensions.get(GeneratorInput.EXTENSION));
    }

    /** Does without the generator's banner. */
    @Override
    public void postProcess() {}

    private String apiFolder() {
        return (sourceFolder + File.separator + apiPackage()).replace('.', File.separatorChar);
    }

    @Override
    public String toModelName(String name) {
        return name;
    }

    @Override
    public String toModelFilename(String name) {
        return name;
    }

    /** A tag is Java's already. */
    @Override
    public String sanitizeTag(String tag) {
        return tag;
    }

    @Override
    public String toApiName(String name) {
        return name + "Api";
    }

    @Override
    public String toApiFilename(String name) {
        return toApiName(name);
    }
}
