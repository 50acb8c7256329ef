package com.featherhq.spec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Which parts of this module may know which. */
final class SpecArchitectureTest {

    private static final String JSON = "com.featherhq.spec.json";
    private static final String AGREEMENT = "com.featherhq.spec.agreement";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("com.featherhq.spec");

    /** A check that shares code with the rules shares their faults. */
    @Test
    void agreement_knowsTheDocumentAndTheClassesOnly() {
        classes()
                .that()
                .resideInAPackage(AGREEMENT)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(AGREEMENT, JSON, "java..", "com.google.gson..", "org.jspecify..")
                .check(CODE);
    }

    @Test
    void json_isTheGroundFloor() {
        classes()
                .that()
                .resideInAPackage(JSON)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(JSON, "java..", "com.google.gson..", "org.jspecify..")
                .check(CODE);
    }
}
