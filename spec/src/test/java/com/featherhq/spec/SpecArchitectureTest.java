package com.featherhq.spec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which parts of this module may know which. */
final class SpecArchitectureTest {

    private static final String ROOT = "com.featherhq.spec";
    private static final String JSON = ROOT + ".json";
    private static final String AGREEMENT = ROOT + ".agreement";
    private static final long MOST_FILES = 40;

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(ROOT);

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

    /** From the document to the methods: each floor knows those below it. */
    @Test
    void rules_standOnEachOther() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("document")
                .definedBy(ROOT + ".document")
                .layer("names")
                .definedBy(ROOT + ".names")
                .layer("normalize")
                .definedBy(ROOT + ".normalize")
                .layer("types")
                .definedBy(ROOT + ".types")
                .layer("operations")
                .definedBy(ROOT + ".operations")
                .layer("steps")
                .definedBy(ROOT)
                .layer("bump")
                .definedBy(ROOT + ".bump")
                .whereLayer("steps")
                .mayOnlyBeAccessedByLayers("bump")
                .whereLayer("operations")
                .mayOnlyBeAccessedByLayers("steps")
                .whereLayer("types")
                .mayOnlyBeAccessedByLayers("steps", "operations")
                .whereLayer("normalize")
                .mayOnlyBeAccessedByLayers("steps", "operations")
                .whereLayer("names")
                .mayOnlyBeAccessedByLayers("steps", "operations", "types", "normalize")
                .check(CODE);
    }

    @Test
    void packages_knowEachOtherOneWay() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CODE);
    }

    /** A package with more files than that is more than one room. */
    @Test
    void packages_haveAtMostFortyFiles() throws IOException {
        Map<String, Long> files;
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            files = sources.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(
                            file -> String.valueOf(file.getParent().getFileName()),
                            TreeMap::new,
                            Collectors.counting()));
        }
        assertThat(files)
                .containsKey("bump")
                .allSatisfy((room, count) -> assertThat(count).as(room).isLessThanOrEqualTo(MOST_FILES));
    }
}
