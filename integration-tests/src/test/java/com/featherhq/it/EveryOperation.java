package com.featherhq.it;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.FeatherException;
import com.featherhq.client.ServiceException;
import com.featherhq.client.retry.RetryPolicy;
import com.featherhq.it.MadeUpJson.Extent;
import com.featherhq.it.WireTap.Exchange;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * Calls every generated method through the client, for every status that the document describes: once for Prism's fixed
 * answer and several times for answers made up by chance, each time with other arguments. What goes out must be what the
 * arguments say and be found valid by Prism; what comes in must be read, and be the same when it's written again.
 */
final class EveryOperation implements AutoCloseable {

    private static final int THREADS = 8;

    private final OpenApiDocument document;
    private final int seeds;
    private final BodyReading bodies;
    private final WireTap tap = new WireTap();
    private final OkHttpClient http =
            new OkHttpClient.Builder().addInterceptor(tap).build();
    private final FeatherClient client;
    private final CallTally tally = new CallTally();

    EveryOperation(OpenApiDocument document, Map<String, String> typesOfSchemas, String baseUrl, int seeds) {
        this.document = document;
        this.seeds = seeds;
        this.bodies = new BodyReading(typesOfSchemas, tally);
        this.client = FeatherClient.builder()
                .apiKey("fth_live_test")
                .baseUrl(baseUrl)
                .httpClient(http)
                .retryPolicy(RetryPolicy.none())
                .build();
    }

    /** Makes all calls and returns what came of them. */
    CallTally run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> calls = new ArrayList<>();
        for (ApiMethod method : ApiMethod.all(document)) {
            for (String status : method.operation().statuses()) {
                calls.add(threads.submit(() -> callAll(method, status)));
            }
        }
        threads.shutdown();
        for (Future<?> call : calls) {
            call.get();
        }
        return tally;
    }

    /** The table of what was done. */
    String table() {
        long operations = document.operations().size();
        long statuses = document.operations().values().stream()
                .mapToLong(operation -> operation.statuses().size())
                .sum();
        return """
                Document %s
                  operations called    %d of %d, by %d methods
                  statuses             %d of %d
                  calls                %d
                  request bodies       %d compared with what was to be sent
                  response bodies      %d compared after reading and writing, %d of them of errors; %d streams
                  answers of Prism     %d don't keep to the document themselves, and are compared all the same
                  refused by Prism     %d, which can't read a list of parts of a form
                  failures             %d
                """.formatted(
                        document.version(),
                        tally.distinct("operation"),
                        operations,
                        tally.distinct("method"),
                        tally.distinct("status"),
                        statuses,
                        tally.counted("call"),
                        tally.counted("request body"),
                        tally.counted("response body") + tally.counted("error body"),
                        tally.counted("error body"),
                        tally.counted("stream"),
                        tally.distinct("invalid answer"),
                        tally.distinct("repeated part"),
                        tally.failed());
    }

    @Override
    public void close() {
        client.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private void callAll(ApiMethod method, String status) {
        String code = "code=" + status;
        call(method, status, code, Extent.MOST, 0);
        if (isStream(method.operation().responseContent(status))) {
            return;
        }
        for (int seed = 1; seed <= seeds; seed++) {
            Extent extent = seed == 1 ? Extent.LEAST : Extent.SOME;
            call(method, status, code + ", dynamic=true, seed=" + seed, extent, seed);
        }
    }

    /** Events have no schema that Prism could make a body of. */
    private static boolean isStream(JsonObject content) {
        return content.has("text/event-stream")
                && !content.getAsJsonObject("text/event-stream").has("schema");
    }

    private void call(ApiMethod method, String status, String preference, Extent extent, int seed) {
        String place = method.operation().line() + " (" + preference + ")";
        try {
            MadeUpCall made = new MadeUpCall(document, method, extent, (place.hashCode() * 31L) + seed);
            tap.prefer(preference);
            Call<Object> call = method.call(client.api(method.api()), made.arguments());
            Object value = execute(call);
            Exchange exchange = tap.last();
            if (exchange == null) {
                tally.fail("not sent", place, String.valueOf(value));
                return;
            }
            checkRequest(place, made, exchange);
            if (prismViolations(exchange).stream().noneMatch(violation -> isRepeatedPart(exchange, violation))) {
                checkResponse(method, status, place, exchange, value);
            }
            tally.countDistinct("operation", method.operation().line());
            tally.countDistinct("method", method.method().toString());
            tally.countDistinct("status", method.operation().line() + " " + status);
        } catch (IOException | RuntimeException e) {
            tally.fail("call not possible", place, e.toString());
        }
        tally.count("call");
    }

    /** The value, or the exception by which the client tells that there is none. */
    private @Nullable Object execute(Call<Object> call) {
        try {
            return client.execute(call);
        } catch (FeatherException e) {
            return e;
        }
    }

    private void checkRequest(String place, MadeUpCall made, Exchange exchange) {
        for (String violation : prismViolations(exchange)) {
            if (isRepeatedPart(exchange, violation)) {
                tally.countDistinct("repeated part", place);
            } else if (violation.startsWith("request")) {
                tally.fail("request refused", place, violation);
            } else {
                tally.countDistinct("invalid answer", place);
            }
        }
        SentRequest.checkAddress(
                tally, place, made, exchange.request().url(), exchange.request().headers());
        made.parts().forEach((name, expected) -> {
            if (!exchange.requestBody().contains("name=\"" + name + "\"")
                    || !expected.stream().allMatch(exchange.requestBody()::contains)) {
                tally.fail("part changed", place, name + " doesn't say " + expected);
            }
        });
        JsonElement body = made.body();
        if (body != null) {
            tally.count("request body");
            JsonDifference.between(body, JsonParser.parseString(exchange.requestBody()))
                    .ifPresent(difference -> tally.fail("request body changed", place, difference));
        }
    }

    /** Prism reads a part of a form as one text, however often it comes, and so refuses the request. */
    private static boolean isRepeatedPart(Exchange exchange, String violation) {
        RequestBody body = exchange.request().body();
        return body != null
                && String.valueOf(body.contentType()).startsWith("multipart/")
                && violation.matches("request/body/(\\w+) Request body property \\1 must be array");
    }

    /** What Prism finds wrong with the request, or with its own answer: it can't make up every text that a pattern wants. */
    private static List<String> prismViolations(Exchange exchange) {
        String header = exchange.response().header("sl-violations");
        List<String> violations = new ArrayList<>();
        if (header != null) {
            for (JsonElement element : JsonParser.parseString(header).getAsJsonArray()) {
                JsonObject violation = element.getAsJsonObject();
                List<String> location = violation.getAsJsonArray("location").asList().stream()
                        .map(JsonElement::getAsString)
                        .toList();
                violations.add(String.join("/", location) + " "
                        + violation.get("message").getAsString());
            }
        }
        return violations;
    }

    private void checkResponse(ApiMethod method, String status, String place, Exchange exchange, @Nullable Object value)
            throws IOException {
        String answered = String.valueOf(exchange.response().code());
        if (!answered.equals(status)) {
            String shown = exchange.responseBody();
            tally.fail("status " + answered, place, shown.substring(0, Math.min(300, shown.length())));
        } else if (value instanceof ServiceException e) {
            if (e.statusCode() != exchange.response().code() || status.startsWith("2")) {
                tally.fail("wrong exception", place, e.toString());
            }
            bodies.checkError(place, method.operation().responseSchema(status), exchange.responseBody());
        } else if (value instanceof FeatherException e) {
            tally.fail("response unreadable", place, e + causes(e));
        } else if (value instanceof ResponseBody stream) {
            tally.count("stream");
            checkStream(place, exchange.responseBody(), stream);
        } else {
            bodies.check(place, method.returns(), exchange.responseBody(), value);
        }
    }

    private void checkStream(String place, String expected, ResponseBody stream) throws IOException {
        try (stream) {
            if (!stream.string().equals(expected)) {
                tally.fail("stream changed", place, expected.length() + " characters were sent");
            }
        }
    }

    private static String causes(Throwable e) {
        return Optional.ofNullable(e.getCause())
                .map(cause -> " <- " + cause + causes(cause))
                .orElse("");
    }
}
