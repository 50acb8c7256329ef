package com.featherhq.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
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
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Date;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shape of the code has to stay like. */
final class ArchitectureTest {

    private static final String ROOT = "com.featherhq.client";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/")) // in whichever folder the build is
            .importPackages("com.featherhq");

    /** Widened only on purpose: every type here is a promise to the users. By package, without that of the client. */
    private static final Map<String, String> PUBLIC = pairs(
            "",
            """
            ApiResponse CallCancelledException CallEvent CallInterruptedException CallListener CallListener$OngoingCall
            ConflictException DriftCounter DriftCounter$Place FeatherClient FeatherClient$Builder FeatherException
            ForbiddenException IncompleteStreamException MalformedResponseException NotFoundException Operation
            RateLimitException RedirectException ResponseTooLargeException ServerException ServiceException
            ThrottledException TransportException UnauthorizedException ValidationException Violation
            """,
            "auth",
            "ApiKeyAuth ApiKeyAuth$Builder CredentialException Origin",
            "bucket4j",
            "Bucket4jLimitStore",
            "files",
            """
            DownloadOptions DownloadOptions$Builder DownloadProgress DownloadResult FileDownloadException FileDownloads
            FileDownloads$Builder FileSource SignedUrl SignedUrl$Provider
            """,
            "http",
            """
            Backoff CallScope DaemonThreads Futures Hop IdempotencyKey ProxyCredentialsException Redirect Redirect$Followed
            RepeatableBody RetryAfter Secrets Surroundings ThrownByCode TransientStatus UndeclaredException
            """,
            "micrometer",
            "FeatherObservations RateLimitMetrics",
            "ratelimit",
            """
            Lane LimitStore LimitStore$Bucket LimitStore$Turn PermitRefusedException RateLimitListener RateLimiter
            RateLimiter$Builder
            """,
            "redis",
            "RedisLimitStore",
            "retry",
            """
            Attempt Attempt$DelaySource Attempt$StopReason AttemptStep BodyHints CallOptions CallOptions$Builder
            CallThrottledException Confirmation Confirmation$Answer RetryBudget RetryPolicy RetryPolicy$Builder RetryingCalls RetryingCalls$Builder
            TimeLimitException
            """,
            "streams",
            """
            EventStream EventStreams ServerSentEvent StreamCalls StreamFailure StreamFailure$Reason StreamOptions
            StreamOptions$Builder
            """,
            "pages",
            "Pager",
            "spring",
            "FeatherAutoConfiguration FeatherClientCustomizer FeatherConnectionDetails",
            "waits",
            "AwaitOptions AwaitOptions$Builder AwaitProgress Awaited Awaited$Done Awaited$Gone Awaited$TimedOut Waits",
            "webhooks",
            "Webhook WebhookVerificationException WebhookVerificationException$Reason WebhookVerifier"
                    + " WebhookVerifier$Builder");

    private static Map<String, String> pairs(String... namesAndTypes) {
        Map<String, String> pairs = new TreeMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            pairs.put(namesAndTypes[i], namesAndTypes[i + 1]);
        }
        return pairs;
    }

    private static final int MOST_FILES = 40;
    private static final int LARGEST_TYPE_CYCLE = 4;

    @ParameterizedTest
    @MethodSource("rooms")
    void publicTypes_ofEachPackage_areTheOnesListed(String room) {
        String name = room.isEmpty() ? ROOT : ROOT + "." + room;
        Set<String> found = CODE.stream()
                .filter(type -> type.getPackageName().equals(name))
                .filter(ArchitectureTest::isVisible)
                .map(type -> type.getName().substring(name.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found)
                .containsExactlyInAnyOrder(PUBLIC.getOrDefault(room, "").strip().split("\\s+"));
    }

    /** All of them but recordings, which have a test of their own. */
    static Stream<String> rooms() {
        return CODE.stream()
                .filter(ArchitectureTest::isOurs)
                .map(type -> type.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", ""))
                .filter(room -> !room.equals("recordings"))
                .distinct();
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
    void authAndRetry_knowNeitherEachOtherNorTheRoot() {
        knowsOfTheClientOnly(ROOT + ".http");
        knowsOfTheClientOnly(ROOT + ".auth", ROOT + ".http");
        knowsOfTheClientOnly(ROOT + ".ratelimit");
        knowsOfTheClientOnly(ROOT + ".bucket4j", ROOT + ".ratelimit");
        knowsOfTheClientOnly(ROOT + ".redis", ROOT + ".ratelimit");
        knowsOfTheClientOnly(ROOT + ".retry", ROOT + ".http", ROOT + ".ratelimit");
        knowsOfTheClientOnly(ROOT + ".streams", ROOT + ".http", ROOT + ".retry");
    }

    /** So that a machine whose clock is wrong keeps the limit like any other: time comes from the ticker and from the store. */
    @Test
    void rateLimit_readsNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".ratelimit", ROOT + ".redis")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Instant.class, Clock.class, Date.class)
                .check(CODE);
    }

    private static void knowsOfTheClientOnly(String room, String... known) {
        classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + "..")
                        .or(resideInAPackage(room))
                        .or(resideInAnyPackage(known)))
                .check(CODE);
    }

    @Test
    void retryEngine_knowsNoHttp() {
        noClasses()
                .that()
                .haveNameMatching(
                        ".*\\.retry\\.(RetryEngine|RetryDecision|RetryPolicy|RetryBudget|ServerHints|Outcome)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("okhttp3..", "okio..", "retrofit2..", "java.net..")
                .check(CODE);
    }

    @Test
    void rootPackage_knowsNothingOfMicrometer_andFilesAndRecordingsInOneMethodOnly() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat(resideInAPackage("io.micrometer..").or(resideInAPackage(ROOT + ".micrometer..")))
                .check(CODE);
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .and()
                .doNotHaveFullyQualifiedName(FeatherClient.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".files..", ROOT + ".recordings..")
                .check(CODE);
    }

    @Test
    void filesRecordingsAndMicrometer_knowThePublicApiOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".files..", ROOT + ".recordings..", ROOT + ".micrometer..")
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("are internals of another package") {
                    @Override
                    public boolean test(JavaClass type) {
                        return Stream.of("", ".auth", ".http", ".retry")
                                        .anyMatch(room -> type.getPackageName().equals(ROOT + room))
                                && !isVisible(type);
                    }
                })
                .check(CODE);
    }

    @Test
    void packages_haveNoCycles() {
        Map<String, Set<String>> uses = new TreeMap<>();
        CODE.stream()
                .filter(ArchitectureTest::isOurs)
                .forEach(type -> type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass())
                        .filter(ArchitectureTest::isOurs)
                        .filter(used -> !isDoor(type, used))
                        .forEach(used -> uses.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                                .add(used.getPackageName())));

        assertThat(largestCycle(uses)).hasSizeLessThan(2);
    }

    /** But for {@code FeatherClient.files()} and {@code recordings()}, by which the root knows what is built on it. */
    private static boolean isDoor(JavaClass type, JavaClass used) {
        return type.isEquivalentTo(FeatherClient.class)
                && used.getPackageName().matches(".*\\.(files|pages|recordings|waits)");
    }

    /** A nested type counts as the one that it is in. */
    @Test
    void types_areInNoCycleOfMoreThanFour() {
        Map<String, Set<String>> uses = new TreeMap<>();
        CODE.stream()
                .filter(ArchitectureTest::isOurs)
                .forEach(type -> type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass())
                        .filter(ArchitectureTest::isOurs)
                        .filter(used -> !isDoor(type, used))
                        .forEach(used -> uses.computeIfAbsent(file(type), name -> new TreeSet<>())
                                .add(file(used))));

        assertThat(largestCycle(uses)).hasSizeLessThanOrEqualTo(LARGEST_TYPE_CYCLE);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(ROOT);
    }

    private static String file(JavaClass type) {
        return type.getBaseComponentType().getName().replaceFirst("\\$.*", "");
    }

    /** The largest set of names in which each reaches each other. */
    private static Set<String> largestCycle(Map<String, Set<String>> uses) {
        Map<String, Set<String>> reached = new TreeMap<>();
        uses.keySet().forEach(name -> reached.put(name, reachedFrom(name, uses)));
        return reached.keySet().stream()
                .map(name -> reached.get(name).stream()
                        .filter(other -> reached.getOrDefault(other, Set.of()).contains(name))
                        .collect(Collectors.toCollection(TreeSet::new)))
                .max(Comparator.comparingInt(Set::size))
                .orElseThrow();
    }

    private static Set<String> reachedFrom(String name, Map<String, Set<String>> uses) {
        Set<String> reached = new TreeSet<>();
        Deque<String> left = new ArrayDeque<>(uses.get(name));
        while (!left.isEmpty()) {
            String next = left.pop();
            if (!next.equals(name) && reached.add(next)) {
                left.addAll(uses.getOrDefault(next, Set.of()));
            } else if (next.equals(name)) {
                reached.add(name);
            }
        }
        return reached;
    }

    @Test
    void packages_haveAtMostFortyFiles() {
        Map<String, Long> files = CODE.stream()
                .filter(ArchitectureTest::isOurs)
                .collect(Collectors.groupingBy(
                        JavaClass::getPackageName,
                        TreeMap::new,
                        Collectors.mapping(
                                ArchitectureTest::file,
                                Collectors.collectingAndThen(Collectors.toSet(), names -> (long) names.size()))));

        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MOST_FILES));
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
                        || field.getRawType().isAssignableTo(ROOT + ".auth.ApiKeySource")
                        || field.getRawType().isAssignableTo(ROOT + ".auth.SentKey"));
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
