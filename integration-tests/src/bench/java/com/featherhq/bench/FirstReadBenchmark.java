package com.featherhq.bench;

import com.featherhq.json.FeatherJson;
import com.google.gson.Gson;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading the first body in a fresh virtual machine, Gson's own start included; types as in {@link JsonBenchmark}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(10)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class FirstReadBenchmark {

    @Param({"stock", "generated", "reflective"})
    public String binding = "";

    @Benchmark
    public Object read() throws Exception {
        Gson gson =
                switch (binding) {
                    case "stock" -> StockGson.create();
                    case "generated" -> FeatherJson.gson();
                    default -> ReflectiveFactory.gson();
                };
        return gson.getAdapter(Class.forName(JsonBenchmark.type(binding))).fromJson(JsonBenchmark.element());
    }
}
