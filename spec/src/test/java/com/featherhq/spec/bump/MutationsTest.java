package com.featherhq.spec.bump;

import static com.featherhq.spec.bump.SmallDocument.at;
import static com.featherhq.spec.bump.SmallDocument.json;
import static com.featherhq.spec.bump.SmallDocument.strings;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thirty single changes, each to a document of its own: what breaks is found, what doesn't is let pass. */
final class MutationsTest {

    private static final String LIST = "paths /v1/things get";
    private static final String CREATE = "paths /v1/things post";
    private static final String GET = "paths /v1/things/{thing_id} get";
    private static final String THING = "components schemas Thing";
    private static final String NEW_THING = "components schemas NewThing";

    @Test
    void compare_whenOneThingChanged_findsTheTwentyBreaksAndFlagsAtMostOneOfTheRest(@TempDir Path folder)
            throws Exception {
        List<Mutation> mutations = mutations();
        assertThat(mutations.stream().filter(Mutation::breaking)).hasSize(20);
        assertThat(mutations.stream().filter(mutation -> !mutation.breaking())).hasSize(10);

        List<Verdict> verdicts = verdicts(mutations, folder);

        verdicts.forEach(verdict -> System.out.println(verdict.line()));
        long missed = verdicts.stream().filter(Verdict::missed).count();
        long flagged = verdicts.stream().filter(Verdict::falselyFlagged).count();
        System.out.println("Of 30 single changes: " + (20 - missed) + " of 20 breaks found, " + missed + " missed, "
                + flagged + " of 10 harmless ones falsely flagged.");
        assertThat(missed).isZero();
        assertThat(flagged).isLessThanOrEqualTo(1);
        assertThat(verdicts).allMatch(Verdict::asExpected);
    }

    /** A change, and where it breaks. */
    private record Mutation(String name, boolean wire, boolean java, Consumer<JsonObject> change) {

        boolean breaking() {
            return wire || java;
        }
    }

    private record Verdict(Mutation mutation, boolean wire, boolean java) {

        boolean missed() {
            return mutation.breaking() && !wire && !java;
        }

        boolean falselyFlagged() {
            return !mutation.breaking() && (wire || java);
        }

        boolean asExpected() {
            return wire == mutation.wire() && java == mutation.java();
        }

        String line() {
            String result = missed() ? "MISSED" : falselyFlagged() ? "FALSELY FLAGGED" : "ok";
            return "%-55s wire: %-10s Java: %-10s %s%s"
                    .formatted(
                            mutation.name(),
                            wire ? "breaking" : "compatible",
                            java ? "breaking" : "compatible",
                            result,
                            asExpected() ? "" : " (expected otherwise)");
        }
    }

    private static List<Mutation> mutations() {
        List<Mutation> all = new ArrayList<>();
        addOperations(all);
        addParameters(all);
        addRequests(all);
        addResponses(all);
        addHarmless(all);
        return all;
    }

    private static void addOperations(List<Mutation> all) {
        all.add(new Mutation("path removed", true, true, d -> at(d, "paths").remove("/v1/things/{thing_id}")));
        all.add(new Mutation(
                "method removed",
                true,
                true,
                d -> at(d, "paths /v1/things/{thing_id}").remove("delete")));
        all.add(new Mutation(
                "path renamed, same operationIds",
                true,
                false,
                d -> at(d, "paths").add("/v2/things/{thing_id}", at(d, "paths").remove("/v1/things/{thing_id}"))));
        all.add(new Mutation(
                "operationId changed", true, true, d -> at(d, GET).addProperty("operationId", "fetchThing")));
        all.add(new Mutation(
                "operation wants a key now", true, false, d -> at(d, LIST).add("security", json("[{'key': []}]"))));
    }

    private static void addParameters(List<Mutation> all) {
        all.add(new Mutation(
                "required query parameter added",
                true,
                true,
                d -> parameters(d)
                        .add(json(
                                "{'name': 'owner', 'in': 'query', 'required': true, 'schema': {'type': 'string'}}"))));
        all.add(new Mutation(
                "optional query parameter added",
                false,
                true,
                d -> parameters(d).add(json("{'name': 'owner', 'in': 'query', 'schema': {'type': 'string'}}"))));
        all.add(new Mutation(
                "query parameter removed", true, true, d -> parameters(d).remove(1)));
        all.add(new Mutation(
                "query parameter became required",
                true,
                true,
                d -> at(d, LIST + " parameters 1").addProperty("required", true)));
        all.add(new Mutation(
                "query parameter's type changed",
                true,
                true,
                d -> at(d, LIST + " parameters 1 schema").addProperty("type", "string")));
    }

    private static JsonArray parameters(JsonObject document) {
        return at(document, LIST).getAsJsonArray("parameters");
    }

    private static void addRequests(List<Mutation> all) {
        all.add(new Mutation("required request property added", true, false, d -> {
            at(d, NEW_THING + " properties").add("owner", json("{'type': 'string'}"));
            at(d, NEW_THING).add("required", strings("name", "owner"));
        }));
        all.add(new Mutation(
                "request property became required",
                true,
                false,
                d -> at(d, NEW_THING).add("required", strings("name", "weight"))));
        all.add(new Mutation(
                "enum value removed from a request",
                true,
                true,
                d -> at(d, "components schemas Kind").add("enum", strings("big"))));
        all.add(new Mutation(
                "request property no longer nullable",
                true,
                true,
                d -> at(d, NEW_THING + " properties").add("color", json("{'type': 'string'}"))));
    }

    private static void addResponses(List<Mutation> all) {
        all.add(new Mutation(
                "response property removed",
                true,
                true,
                d -> at(d, THING + " properties").remove("note")));
        all.add(new Mutation(
                "response property's type changed",
                true,
                true,
                d -> at(d, THING + " properties size").addProperty("type", "string")));
        all.add(new Mutation(
                "response property no longer required",
                true,
                false,
                d -> at(d, THING).add("required", strings("id", "state"))));
        all.add(new Mutation(
                "response property became nullable",
                true,
                false,
                d -> at(d, THING + " properties")
                        .add("size", json("{'anyOf': [{'type': 'integer'}, {'type': 'null'}]}"))));
        all.add(new Mutation(
                "union in a response gained a member",
                true,
                false,
                d -> shapes(d).add(json("{'$ref': '#/components/schemas/Line'}"))));
        all.add(new Mutation("success status changed", true, false, d -> {
            JsonObject responses = at(d, CREATE + " responses");
            responses.add("202", responses.remove("201"));
        }));
    }

    private static JsonArray shapes(JsonObject document) {
        return at(document, THING + " properties shape").getAsJsonArray("anyOf");
    }

    private static void addHarmless(List<Mutation> all) {
        all.add(new Mutation(
                "operation added",
                false,
                false,
                d -> at(d, "paths")
                        .add(
                                "/v1/others",
                                json("{'get': {'tags': ['things'], 'operationId': 'listOthers', 'responses':"
                                        + " {'204': {'description': 'None'}}}}"))));
        all.add(new Mutation(
                "optional response property added",
                false,
                false,
                d -> at(d, THING + " properties").add("owner", json("{'type': 'string'}"))));
        all.add(new Mutation(
                "union members in another order",
                false,
                false,
                d -> shapes(d).add(shapes(d).remove(0))));
        all.add(new Mutation(
                "enum value added to a response",
                false,
                false,
                d -> at(d, "components schemas State").add("enum", strings("new", "old", "lost"))));
        all.add(new Mutation(
                "description changed", false, false, d -> at(d, GET).addProperty("description", "Another.")));
        all.add(new Mutation(
                "request property no longer required",
                false,
                false,
                d -> at(d, NEW_THING).remove("required")));
        all.add(new Mutation(
                "error status added",
                false,
                false,
                d -> at(d, LIST + " responses").add("503", json("{'description': 'Busy'}"))));
        all.add(new Mutation(
                "error status removed",
                false,
                false,
                d -> at(d, GET + " responses").remove("404")));
        all.add(new Mutation(
                "limit of a request raised",
                false,
                false,
                d -> at(d, NEW_THING + " properties name").addProperty("maxLength", 40)));
        all.add(new Mutation(
                "limit of a response raised",
                false,
                false,
                d -> at(d, THING + " properties note").addProperty("maxLength", 200)));
    }

    /** Two at a time: most of each is the comparer's own process. */
    private static List<Verdict> verdicts(List<Mutation> mutations, Path folder) throws Exception {
        try (Cancellation cancellation = new Cancellation()) {
            NodeTools tools = NodeTools.install(TestTree.project().checks(), cancellation);
            Path file = Json.write(folder.resolve("before.json"), SmallDocument.create());
            Documents.Built before = new Documents(TestTree.project(), tools, folder, step -> {}).build(file, "before");
            before.client().jar();
            ExecutorService executor = Executors.newFixedThreadPool(2);
            try {
                List<Future<Verdict>> futures = new ArrayList<>();
                for (Mutation mutation : mutations) {
                    Path own = folder.resolve("m" + futures.size());
                    futures.add(executor.submit(() -> verdict(mutation, before, tools, own)));
                }
                List<Verdict> verdicts = new ArrayList<>();
                for (Future<Verdict> future : futures) {
                    verdicts.add(future.get());
                }
                return verdicts;
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private static Verdict verdict(Mutation mutation, Documents.Built before, NodeTools tools, Path folder) {
        Path file = Json.write(folder.resolve("after.json"), SmallDocument.with(mutation.change()));
        Documents documents = new Documents(TestTree.project(), tools, folder, step -> {});
        Comparison comparison = documents.compare(before, documents.build(file, "after"), "");
        return new Verdict(
                mutation,
                !comparison.wireBreaks().isEmpty(),
                !comparison.javaBreaks().isEmpty());
    }
}
