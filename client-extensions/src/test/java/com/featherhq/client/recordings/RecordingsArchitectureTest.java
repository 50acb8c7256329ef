package com.featherhq.client.recordings;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.FeatherClient;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recordings stand on the public API of the client; the client knows of them in one method. */
class RecordingsArchitectureTest {

    private static final String ROOT = "com.featherhq.client";
    private static final String RECORDINGS = ROOT + ".recordings";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/")) // in whichever folder the build is
            .importPackages(ROOT);

    @Test
    void rootPackage_knowsOfRecordingsInTheClientOnly() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .and()
                .doNotHaveFullyQualifiedName(FeatherClient.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(RECORDINGS)
                .check(CODE);
    }

    @Test
    void client_usesNothingOfRecordingsButTheirBuilder() {
        Stream<String> used = CODE.get(FeatherClient.class).getMethodCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().getPackageName().equals(RECORDINGS))
                .map(call -> call.getTarget().getName());

        assertThat(used).containsExactlyInAnyOrder("builder", "httpClient", "dangerouslyDownloadInPlainText", "build");
    }

    @Test
    void recordings_useOneOperationOfTheDocument() {
        Stream<String> used = CODE.stream()
                .filter(type -> type.getPackageName().equals(RECORDINGS))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getFullName())
                .filter(name -> name.startsWith("com.featherhq.api.") || name.startsWith("com.featherhq.model."))
                .distinct();

        assertThat(used)
                .containsExactlyInAnyOrder(
                        "com.featherhq.api.VoiceApi", "com.featherhq.model.RecordingPlaybackResponse");
    }

    @Test
    void publicTypes_areTheOnesListed() {
        Stream<String> visible = CODE.stream()
                .filter(type -> type.getPackageName().equals(RECORDINGS))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.getEnclosingClass()
                        .map(outer -> outer.getModifiers().contains(JavaModifier.PUBLIC))
                        .orElse(true))
                .map(JavaClass::getFullName)
                .map(name -> name.substring(RECORDINGS.length() + 1));

        assertThat(visible)
                .containsExactlyInAnyOrder(
                        "DownloadAllOptions",
                        "DownloadAllOptions$Builder",
                        "DownloadItem",
                        "DownloadItem$Outcome",
                        "DownloadSummary",
                        "Playability",
                        "Playability$Playable",
                        "Playability$StillBlocked",
                        "Playability$Unavailable",
                        "PlaybackLease",
                        "RecordingDownloadException",
                        "RecordingNotPlayableException",
                        "Recordings",
                        "Recordings$Builder");
    }
}
