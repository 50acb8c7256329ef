package com.featherhq.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import okhttp3.Interceptor;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the shape of the code has to stay like. */
final class ArchitectureTest {

    private static final String ROOT = "com.featherhq.client";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/")) // in whichever folder the build is
            .importPackages("com.featherhq");

    /** Widened only on purpose: every type here is a promise to the users. */
    private static final Set<String> PUBLIC = Set.of(
            "ApiResponse",
            "Attempt",
            "CallCancelledException",
            "CallEvent",
            "CallInterruptedException",
            "CallListener",
            "CallOptions",
            "CallOptions$Builder",
            "ConflictException",
            "DelaySource",
            "DriftCounter",
            "DriftCounter$Place",
            "FeatherClient",
            "FeatherClient$Builder",
            "FeatherException",
            "ForbiddenException",
            "MalformedResponseException",
            "NotFoundException",
            "Operation",
            "RateLimitException",
            "RedirectException",
            "RetryBudget",
            "RetryEvent",
            "RetryListener",
            "RetryPolicy",
            "RetryPolicy$Builder",
            "ServerException",
            "ServiceException",
            "StopReason",
            "TransportException",
            "UnauthorizedException",
            "ValidationException",
            "Violation");

    @Test
    void publicTypesOfTheRootPackage_areTheOnesListed() {
        Set<String> found = CODE.stream()
                .filter(type -> type.getPackageName().equals(ROOT))
                .filter(ArchitectureTest::isVisible)
                .map(type -> type.getName().substring(ROOT.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found).containsExactlyInAnyOrderElementsOf(PUBLIC);
    }

    /** A type nested in an interface is public without the word, and visible only if the interface is. */
    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
    }

    @Test
    void generatedCode_knowsNothingOfTheClient() {
        noClasses()
                .that()
                .resideInAnyPackage("com.featherhq.api..", "com.featherhq.model..", "com.featherhq.json..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "..")
                .check(CODE);
    }

    @Test
    void rootPackage_knowsNothingOfThePackagesBuiltOnItsPublicApi() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat(resideInAPackage("io.micrometer..").or(resideInAPackage(ROOT + ".micrometer..")))
                .check(CODE);
    }

    @Test
    void client_forcesNoLoggingFrameworkAndNoReflectionOnModels() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.lang.System$Logger", "sun..", "com.sun..")
                .check(CODE);
    }

    @Test
    void exceptions_areFinalOrMeantToBeExtendedHere() {
        classes()
                .that()
                .areAssignableTo(FeatherException.class)
                .and()
                .doNotHaveFullyQualifiedName(FeatherException.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(ServiceException.class.getName())
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CODE);
    }

    @Test
    void interceptors_throwNothingUncheckedOfTheirOwn() {
        noClasses()
                .that()
                .implement(Interceptor.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(FeatherException.class)
                .check(CODE);
    }

    /** A record prints all its components; one that holds a secret must say so little itself. */
    @Test
    void records_withSecretsInThem_printThemselves() {
        Set<String> secretive = CODE.stream()
                .filter(type -> type.getPackageName().startsWith(ROOT) && type.isRecord())
                .filter(ArchitectureTest::holdsASecret)
                .filter(type -> !printsItself(type))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(secretive).isEmpty();
    }

    /** By name and type: a key, a body, a URL, a header, a response or a request. */
    private static boolean holdsASecret(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .anyMatch(field -> field.getName().matches("(?i).*(key|secret|token|url|raw|bytes)")
                        || field.getRawType().getName().matches("okhttp3\\.(Request|Response|Headers|HttpUrl).*")
                        || field.getRawType().isAssignableTo(ApiKeySource.class)
                        || field.getRawType().isAssignableTo(SentKey.class));
    }

    /** The toString that javac writes for a record is final; this one is not if it is written without that word. */
    private static boolean printsItself(JavaClass type) {
        return !type.getMethod("toString").getModifiers().contains(JavaModifier.FINAL);
    }

    @Test
    void packages_areNullMarked() {
        classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .beAnnotatedWith(NullMarked.class)
                .orShould(new ArchCondition<>("be in a null-marked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(new SimpleConditionEvent(type, marked, type.getName()));
                    }
                })
                .check(CODE);
    }

    @Test
    void publicMethods_returnNoInternals() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(ROOT + "..")
                .should()
                .haveRawReturnType(new DescribedPredicate<>("public") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.getModifiers().contains(JavaModifier.PUBLIC)
                                || !type.getPackageName().startsWith(ROOT);
                    }
                })
                .check(CODE);
    }
}
