package com.featherhq.it;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The examples of jobs in the guide, with what its table tells of them. */
final class JobExamples {

    private static final Path GUIDE = Path.of("../client-extensions/README.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```java ([a-z-]+)\\n(.*?)^```$");
    private static final Pattern COLUMNS = Pattern.compile("(?m)^\\| job \\| lines \\| (.*) \\|$");

    private static final String IMPORTS = Stream.of(
                    "com.featherhq.api",
                    "com.featherhq.client",
                    "com.featherhq.client.files",
                    "com.featherhq.client.ratelimit",
                    "com.featherhq.client.recordings",
                    "com.featherhq.client.retry",
                    "com.featherhq.client.streams",
                    "com.featherhq.client.waits",
                    "com.featherhq.client.webhooks",
                    "com.featherhq.model",
                    "java.nio.file",
                    "java.time",
                    "java.util",
                    "java.util.function")
            .map(name -> "import " + name + ".*;\n")
            .collect(Collectors.joining("", "", "import com.featherhq.client.ratelimit.RateLimiter;\n"));

    /** The names that the examples take as given. */
    private static final String GIVEN = """
            private final java.util.List<Object> shown = new java.util.ArrayList<>();
            private final FeatherClient client;
            private final UUID assistantId, conversationId, recordingId, phoneNumberId, knowledgeBaseId, oldKeyId;
            private final Path folder, keyFile;
            private final String url;
            private final IncomingRequest request = new IncomingRequest();

            public Job(String url, String id, Path folder) throws Exception {
                this.url = url;
                this.folder = folder;
                this.keyFile = Files.writeString(folder.resolve("key"), "fth_test");
                this.client = FeatherClient.builder().apiKeyFile(keyFile).baseUrl(url)
                        .retryPolicy(RetryPolicy.builder().baseDelay(Duration.ofMillis(1)).build()).build();
                UUID given = UUID.fromString(id);
                assistantId = conversationId = recordingId = phoneNumberId = knowledgeBaseId = oldKeyId = given;
            }

            private void show(Object value) { shown.add(String.valueOf(value)); }

            public java.util.List<Object> shown() { return shown; }

            /** As the service sends them; the key and the vector are those of the scheme's specification. */
            static final class IncomingRequest {
                final String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
                final byte[] body = "{\\"test\\": 2432232314}".getBytes();
                final String id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
                final String at = Long.toString(Instant.now().getEpochSecond());

                String header(String name) throws RuntimeException {
                    return switch (name.toLowerCase(Locale.ROOT)) {
                        case "webhook-id" -> id;
                        case "webhook-timestamp" -> at;
                        case "webhook-signature" -> "v1," + signature();
                        default -> null;
                    };
                }

                private String signature() {
                    try {
                        javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
                        mac.init(new javax.crypto.spec.SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
                        mac.update((id + "." + at + ".").getBytes());
                        return Base64.getEncoder().encodeToString(mac.doFinal(body));
                    } catch (java.security.GeneralSecurityException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            """;

    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();
    private final Map<String, String> code;
    private final Map<String, List<String>> rows;
    private final List<String> columns;

    private JobExamples(Map<String, String> code, Map<String, List<String>> rows, List<String> columns) {
        this.code = code;
        this.rows = rows;
        this.columns = columns;
    }

    static JobExamples read() {
        try {
            String guide = Files.readString(GUIDE);
            Map<String, String> code = new LinkedHashMap<>();
            EXAMPLE.matcher(guide).results().forEach(found -> code.put(found.group(1), found.group(2)));
            Matcher columns = COLUMNS.matcher(guide);
            if (!columns.find()) {
                throw new IllegalStateException("The guide has no table of jobs.");
            }
            return new JobExamples(
                    code,
                    rows(guide.substring(columns.end())),
                    List.of(columns.group(1).split(" \\| ")));
        } catch (IOException e) {
            throw new IllegalStateException("The guide can't be read.", e);
        }
    }

    private static Map<String, List<String>> rows(String table) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        table.lines().skip(2).takeWhile(line -> line.startsWith("|")).forEach(line -> {
            String[] cells = line.substring(2, line.length() - 2).split(" \\| ");
            String name =
                    cells[0].toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").replace(' ', '-');
            rows.put(name, List.of(cells).subList(1, cells.length));
        });
        return rows;
    }

    Set<String> names() {
        return code.keySet();
    }

    int lines(String name) {
        return (int) code.get(name).lines().count();
    }

    /** Returns how many lines the table says the example has. */
    int linesTold(String name) {
        List<String> row = rows.get(name);
        return row == null ? -1 : Integer.parseInt(row.get(0));
    }

    /** Returns for each fault of the table the exception that the job ends with, or an empty text if it does its work. */
    Map<String, String> outcomes(String name) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String cell = rows.get(name).get(i + 1);
            if (!cell.startsWith("–")) {
                outcomes.put(columns.get(i), cell.startsWith("`") ? cell.substring(1, cell.indexOf('`', 1)) : "");
            }
        }
        return outcomes;
    }

    /** What came of compiling an example: the compiler's errors, or else what runs it. */
    record Compiled(String errors, Class<?> type) {

        Job job() {
            return new Job(type);
        }
    }

    Compiled compile(String name) {
        return compiled.computeIfAbsent(name, this::compileNow);
    }

    private Compiled compileNow(String name) {
        try {
            Path classes = Files.createTempDirectory("feather-job-classes-");
            StringWriter errors = new StringWriter();
            List<String> options = List.of(
                    "-d", classes.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));
            boolean successful = ToolProvider.getSystemJavaCompiler()
                    .getTask(errors, null, null, options, null, List.of(new Source(unit(code.get(name)))))
                    .call();
            return successful ? new Compiled("", load(classes)) : new Compiled(errors.toString(), Job.class);
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("The example " + name + " can't be compiled.", e);
        }
    }

    private static Class<?> load(Path classes) throws IOException, ClassNotFoundException {
        URLClassLoader loader =
                new URLClassLoader(new java.net.URL[] {classes.toUri().toURL()}, JobExamples.class.getClassLoader());
        return loader.loadClass("Job");
    }

    private static String unit(String example) {
        StringBuilder imports = new StringBuilder(IMPORTS);
        StringBuilder statements = new StringBuilder();
        example.lines()
                .forEach(line -> (line.startsWith("import ") ? imports : statements)
                        .append(line)
                        .append('\n'));
        return imports + "public final class Job {\n" + GIVEN
                + "\npublic void run() throws Exception {\ntry (client) {\n" + statements + "}}}\n";
    }

    /** One example, to be run once. */
    static final class Job {

        private final Class<?> type;
        private Object job;

        private Job(Class<?> type) {
            this.type = type;
        }

        void run(String url, String id, Path folder) throws Throwable {
            job = type.getConstructor(String.class, String.class, Path.class).newInstance(url, id, folder);
            try {
                type.getMethod("run").invoke(job);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        /** Returns what the example has shown. */
        List<?> shown() {
            try {
                return (List<?>) type.getMethod("shown").invoke(job);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Job.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
