package com.featherhq.bench;

import com.featherhq.json.FeatherJson;
import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading and writing an answer of 1 MB, a list: with the generated adapters, with one reflective factory that keeps the same
 * promises, and with plain Gson on a class as openapi-generator makes it, which keeps none.
 *
 * <p>Why the adapters are generated: in CPU time they read with 0.97 and write with 0.90 of what plain Gson takes, and with 1.00
 * and 0.97 of its bytes; the factory reads with 1.10 and writes with 0.9 to 1.2, and with 1.18 and 0.97 of the bytes
 * ({@link BindingReport}). The first read of a fresh virtual machine takes 75 ms of CPU, with the factory 68, with plain Gson 79
 * ({@link FirstReadBenchmark}): it decides nothing. What the adapters cost, for 617 operations: 1.5 of 3.7 MB of jar, and 5 of
 * 22 s of javac.
 *
 * <p>Another type than the recording: {@code -Dbench.model} and {@code -Dbench.stock} name the classes, {@code -Dbench.element}
 * a file with one element in JSON; as {@code -jvmArgsAppend} of JMH.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonBenchmark {

    private static final int SIZE = 1_000_000;

    @Param({"stock", "generated", "reflective"})
    public String binding = "";

    private Gson gson = new Gson();
    private TypeAdapter<List<Object>> adapter;
    private String text = "";
    private List<Object> values = List.of();

    @Setup
    public void prepare() throws IOException, ReflectiveOperationException {
        gson = switch (binding) {
            case "stock" -> StockGson.create();
            case "generated" -> FeatherJson.gson();
            default -> ReflectiveFactory.gson();
        };
        adapter = list(Class.forName(type(binding)));
        text = text();
        values = read();
        if (write().length() < SIZE * 9 / 10) {
            throw new IllegalStateException("something was lost");
        }
    }

    @SuppressWarnings("unchecked") // a list of what the type says
    private TypeAdapter<List<Object>> list(Class<?> element) {
        return (TypeAdapter<List<Object>>) gson.getAdapter(TypeToken.getParameterized(List.class, element));
    }

    private static String text() throws IOException {
        String element = element();
        int count = SIZE / element.length() + 1;
        return "[" + (element + ",").repeat(count) + element + "]";
    }

    static String element() throws IOException {
        String file = System.getProperty("bench.element", "");
        return file.isEmpty() ? LoopbackServer.BODY : Files.readString(Path.of(file));
    }

    static String type(String binding) {
        return binding.equals("stock")
                ? System.getProperty("bench.stock", "com.featherhq.bench.StockRecording")
                : System.getProperty("bench.model", "com.featherhq.model.RecordingPlaybackResponse");
    }

    @Benchmark
    public List<Object> read() throws IOException {
        return adapter.read(gson.newJsonReader(new StringReader(text)));
    }

    @Benchmark
    public String write() throws IOException {
        StringWriter out = new StringWriter(SIZE + SIZE / 10);
        try (JsonWriter writer = gson.newJsonWriter(out)) {
            adapter.write(writer, values);
        }
        return out.toString();
    }
}
