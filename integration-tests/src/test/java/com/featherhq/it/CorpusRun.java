package com.featherhq.it;

import com.featherhq.it.MadeUpJson.Extent;
import com.featherhq.json.FeatherJson;
import com.featherhq.spec.AgreementCheck;
import com.featherhq.spec.JavaSurface;
import com.featherhq.spec.SchemaTypes;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.GenerationWarning;
import com.featherhq.spec.document.SpecException;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;
import retrofit2.Retrofit;

/**
 * Everything that has to work for one document: its client is generated, compiles, agrees with it, can be made by Retrofit
 * and called, and reads and writes what the document allows.
 */
final class CorpusRun {

    private static final int SEEDS = 4;
    private static final OkHttpClient HTTP = new OkHttpClient();

    private final Path file;
    private final OpenApiDocument document;
    private final CallTally tally = new CallTally();
    private final List<String> leftOut = new ArrayList<>();

    private CorpusRun(Path file) {
        this.file = file;
        this.document = OpenApiDocument.read(file);
    }

    /**
     * One line of the table.
     *
     * @param leftOut what the client is generated without, each with the reason
     * @param problem empty if all is well
     */
    record Outcome(String document, int operations, int schemas, long samples, List<String> leftOut, String problem) {}

    /** Tries the document in {@code file} in a folder of its own. */
    static Outcome of(String name, Path file, Path handWritten, Path folder) {
        CorpusRun run = new CorpusRun(file);
        String problem = run.problem(handWritten, folder);
        return new Outcome(
                name,
                run.document.operations().size(),
                run.document.schemas().size(),
                run.tally.counted("sample"),
                run.leftOut,
                problem);
    }

    private String problem(Path handWritten, Path folder) {
        try (CorpusClient client = CorpusClient.of(file, handWritten, folder)) {
            JavaSurface.of(ApiSpec.read(file)).warnings().stream()
                    .filter(warning -> warning.kind() != GenerationWarning.Kind.UNKNOWN_KEYWORD)
                    .forEach(warning -> leftOut.add(warning.toString()));
            List<String> disagreements = AgreementCheck.problems(ApiSpec.read(file), client.classes());
            disagreements.forEach(disagreement -> tally.fail("disagrees", "agreement", disagreement));
            call(client);
            readSchemas(client);
            return tally.causes();
        } catch (SpecException e) {
            return "refused: " + e.getMessage();
        } catch (CorpusClient.UncompilableException e) {
            return "doesn't compile: " + e.getMessage();
        } catch (IOException | RuntimeException | AssertionError | LinkageError e) {
            return "not tried: " + e;
        }
    }

    private void call(CorpusClient client) throws IOException {
        Class<?> apiDocument;
        try {
            apiDocument = client.classes().loadClass("com.featherhq.api.ApiDocument");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        BodyReading bodies = new BodyReading(Map.of(), client.classes(), tally);
        try (MockWebServer server = new MockWebServer()) {
            Answers answers = new Answers();
            server.setDispatcher(answers);
            server.start();
            validate(ApiMethod.interfaces(apiDocument), server.url("/"));
            Retrofit retrofit = retrofit(server.url("/")).build();
            for (ApiMethod method : ApiMethod.all(document, apiDocument)) {
                Object api = retrofit.create(method.api());
                for (String status : method.operation().successes()) {
                    callAll(answers, method, api, status, bodies);
                }
            }
        }
    }

    private void validate(List<Class<?>> apis, HttpUrl baseUrl) {
        Retrofit eager = retrofit(baseUrl).validateEagerly(true).build();
        for (Class<?> api : apis) {
            try {
                eager.create(api);
            } catch (IllegalArgumentException e) {
                tally.fail("refused by Retrofit", api.getSimpleName(), String.valueOf(e.getMessage()));
            }
        }
    }

    private static Retrofit.Builder retrofit(HttpUrl baseUrl) {
        return new Retrofit.Builder().baseUrl(baseUrl).client(HTTP).addConverterFactory(FeatherJson.converterFactory());
    }

    /** The answer to the next request. */
    private static final class Answers extends Dispatcher {

        private volatile MockResponse next = new MockResponse();
        private volatile @Nullable RecordedRequest arrived;

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            arrived = request;
            return next;
        }

        void prepare(MockResponse next) {
            this.next = next;
            arrived = null;
        }

        RecordedRequest arrived() {
            RecordedRequest request = arrived;
            if (request == null) {
                throw new IllegalStateException("no request arrived");
            }
            return request;
        }
    }

    private void callAll(Answers answers, ApiMethod method, Object api, String status, BodyReading bodies) {
        for (int seed = 0; seed < SEEDS; seed++) {
            String place = method.operation().line() + " (" + status + ", seed " + seed + ")";
            try {
                call(answers, method, api, status, bodies, place, seed);
            } catch (IOException | RuntimeException | AssertionError e) {
                tally.fail("call not possible", place, reason(e));
            }
        }
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    private void call(
            Answers answers, ApiMethod method, Object api, String status, BodyReading bodies, String place, int seed)
            throws IOException {
        MadeUpCall made = new MadeUpCall(document, method, extent(seed), place.hashCode());
        Answer answer = answer(method, status, seed);
        answers.prepare(answer.response());
        Response<Object> response = method.call(api, made.arguments()).execute();
        RecordedRequest request = answers.arrived();
        String verb = method.operation().line().split(" ", 2)[0];
        if (!verb.equals(request.getMethod())) {
            tally.fail("method changed", place, verb + " became " + request.getMethod());
        }
        tally.count("sample");
        SentRequest.checkAddress(tally, place, made, request.getRequestUrl(), request.getHeaders());
        SentRequest.checkBody(tally, place, made, request.getHeader("Content-Type"), request.getBody());
        checkAnswer(method, place, answer, response, bodies);
    }

    private static Extent extent(int seed) {
        return seed == 0 ? Extent.MOST : seed == 1 ? Extent.LEAST : Extent.SOME;
    }

    private record Answer(MockResponse response, String body, boolean json) {}

    private Answer answer(ApiMethod method, String status, int seed) {
        MockResponse response = new MockResponse().setResponseCode(status.equals("default") ? 200 : code(status));
        JsonObject content = method.operation().responseContent(status);
        if (method.operation().line().startsWith("HEAD ") || content.isEmpty() || status.equals("204")) {
            return new Answer(response, "", false);
        }
        String type = content.keySet().iterator().next();
        boolean json = type.split(";", 2)[0].endsWith("json");
        JsonElement schema = OpenApiDocument.object(content, type).get("schema");
        String body = json
                ? new MadeUpJson(document, extent(seed), new Random(seed))
                        .value(schema == null ? new JsonObject() : schema)
                        .toString()
                : "content";
        return new Answer(response.setHeader("Content-Type", type).setBody(body), body, json);
    }

    private static int code(String status) {
        return status.equals("2XX") ? 200 : Integer.parseInt(status);
    }

    private void checkAnswer(
            ApiMethod method, String place, Answer answer, Response<Object> response, BodyReading bodies)
            throws IOException {
        Object value = response.body();
        if (method.returns() == ResponseBody.class) {
            String text = value == null ? "" : ((ResponseBody) value).string();
            expect(place, answer.body(), text);
        } else if (method.returns() == String.class && !answer.json()) {
            expect(place, answer.body(), value);
        } else if (answer.json()) {
            bodies.check(place, method.returns(), answer.body(), value);
        }
    }

    private void expect(String place, String body, @Nullable Object value) {
        tally.count("response body");
        if (!body.equals(value)) {
            tally.fail("response body changed", place, "'" + body + "' became '" + value + "'");
        }
    }

    private void readSchemas(CorpusClient client) throws IOException {
        Map<String, String> types = SchemaTypes.of(file);
        BodyReading bodies = new BodyReading(types, client.classes(), tally);
        types.keySet().retainAll(document.schemas().keySet()); // what is defined within a schema is read with it
        for (String name : types.keySet()) {
            for (int seed = 0; seed < SEEDS; seed++) {
                String place = name + " (seed " + seed + ")";
                try {
                    JsonElement value = new MadeUpJson(document, extent(seed), new Random(name.hashCode() + seed))
                            .value(document.schemas().get(name));
                    Class<?> type = bodies.typeOf(name);
                    if (type != null) {
                        bodies.check(place, type, value.toString());
                        tally.count("sample");
                    }
                } catch (IOException | RuntimeException | AssertionError e) {
                    tally.fail("sample not read", place, reason(e));
                }
            }
        }
    }
}
