package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.abort;

import com.featherhq.api.ApiDocument;
import com.featherhq.testing.FeatherMock;
import com.featherhq.testing.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The jobs of the guide of {@code client-extensions}: each example is compiled with the client of this build, and run against a mock of its
 * document, as it is and with each fault that the table of the guide tells the outcome of.
 *
 * <p>The vendored document has the operations of few of them. The others run where a whole document is built; see {@link WholeApiIT}.
 */
final class JobsIT {

    /** The names in the examples are those of this version. Another one may have others, and an example that doesn't fit is skipped. */
    private static final String VERSION = "1.87.0";

    private static final String ID = "11111111-1111-4111-8111-111111111111";

    /** What an example needs of the mock: the operation that the faults are for, and its answers, whole and cut. */
    private record Setting(String operation, Reply answer, Reply cut) {

        Setting(String operation) {
            this(operation, Reply.documented(), Reply.documented().truncated());
        }
    }

    private static final Reply EVENTS = Reply.events().event("delta", "{\"text\":\"Hello\"}");

    private static final byte[] FILE = "id,status\n1,closed\n".getBytes(StandardCharsets.UTF_8);
    private static final Reply EXPORTED =
            Reply.bytes("application/octet-stream", FILE).header("ETag", "\"v1\"");

    private static final Map<String, Setting> SETTINGS = Map.of(
            "run-a-conversation",
            new Setting("POST /v1/conversations/{conversation_id}/turns"),
            "poll-messages-until-a-human-hands-back",
            new Setting("GET /v1/conversations/{conversation_id}/messages"),
            "export-and-download-with-checksum",
            new Setting(
                    "GET /v1/conversations/exports/{export_id}/download/{file_name}", EXPORTED, EXPORTED.truncated()),
            "create-and-activate-an-assistant",
            new Setting("POST /v1/assistants"),
            "stream-a-turn",
            new Setting(
                    "POST /v1/conversations/{conversation_id}/turns/stream",
                    EVENTS.event("complete", "{}"),
                    EVENTS.truncated()),
            "place-an-outbound-call-once",
            new Setting("POST /v1/voice/outbound"),
            "read-analytics-over-a-year",
            new Setting("GET /v1/analytics/model-router/cost/by-org-daily"),
            "receive-a-webhook",
            new Setting(""),
            "download-a-recording",
            new Setting("GET /v1/voice/recordings/{recording_id}/playback-url"),
            "rotate-the-key",
            new Setting("POST /v1/identity/api-keys"));

    private final JobExamples examples = JobExamples.read();

    @Test
    void examples_inTheGuide_areThoseOfItsTable() {
        assertThat(examples.names()).containsExactlyInAnyOrderElementsOf(SETTINGS.keySet());
        assertThat(examples.names())
                .allSatisfy(name -> assertThat(examples.linesTold(name))
                        .as("lines of %s in the table", name)
                        .isEqualTo(examples.lines(name)));
    }

    @TestFactory
    Stream<DynamicNode> jobs() {
        return examples.names().stream()
                .map(name -> DynamicContainer.dynamicContainer(
                        name,
                        Stream.concat(
                                Stream.of(DynamicTest.dynamicTest("as it is", () -> run(name, null, ""))),
                                examples.outcomes(name).entrySet().stream()
                                        .map(told -> DynamicTest.dynamicTest(
                                                told.getKey(),
                                                () -> run(
                                                        name,
                                                        fault(told.getKey(), SETTINGS.get(name)),
                                                        told.getValue()))))));
    }

    private static Reply fault(String name, Setting setting) {
        return switch (name) {
            case "lost" -> Reply.reset();
            case "cut" -> setting.cut();
            case "429" -> Reply.rateLimited(Duration.ZERO);
            case "503" -> Reply.serverError(503);
            default -> throw new IllegalArgumentException("The table has a column that nothing is known of: " + name);
        };
    }

    private void run(String name, Reply fault, String outcome) throws IOException {
        Path folder = Files.createTempDirectory("feather-job-");
        try (FeatherMock mock =
                FeatherMock.builder().document(MockedDocument.specFile()).start()) {
            prepare(mock, name, fault);
            JobExamples.Job job = compiled(name);
            Throwable failure = catchThrowable(() -> job.run(mock.baseUrl(), ID, folder));
            if (outcome.isEmpty()) {
                assertThat(failure).as("what it ended with").isNull();
                assertThat(job.shown()).as("what it showed").isNotEmpty();
            } else {
                assertThat(failure.getClass().getSimpleName())
                        .as("what it ended with")
                        .isEqualTo(outcome);
            }
        } finally {
            delete(folder);
        }
    }

    private static void prepare(FeatherMock mock, String name, Reply fault) {
        Setting setting = SETTINGS.get(name);
        AtomicBoolean failed = new AtomicBoolean(fault == null);
        try {
            if (!setting.operation().isEmpty()) {
                exported(mock, name);
                mock.on(setting.operation()).reply(request -> failed.getAndSet(true) ? setting.answer() : fault);
            }
        } catch (IllegalArgumentException e) {
            abort("skipped: " + e.getMessage());
        }
    }

    /** An export that is ready, with one file. */
    private static void exported(FeatherMock mock, String job) {
        if (job.startsWith("export")) {
            String json = """
                    {"id":"%s","status":"succeeded","export_format":"csv","created_at":"2026-11-25T10:00:00Z",
                     "files":[{"name":"conversations.csv","sha256_plaintext":"%s","download_token":"t"}]}""".formatted(ID, sha256());
            mock.on("GET /v1/conversations/exports/{export_id}").reply(Reply.json(json));
        }
    }

    private static String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(FILE));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private JobExamples.Job compiled(String name) {
        JobExamples.Compiled compiled = examples.compile(name);
        if (!compiled.errors().isEmpty() && !ApiDocument.VERSION.equals(VERSION)) {
            abort("skipped: the example is for version " + VERSION + " of the document, and this one is "
                    + ApiDocument.VERSION);
        }
        assertThat(compiled.errors()).as("errors of the compiler").isEmpty();
        return compiled.job();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
