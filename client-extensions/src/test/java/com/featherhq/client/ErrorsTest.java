package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.featherhq.model.RecordingPlaybackResponse;
import com.google.gson.TypeAdapter;
import com.google.gson.annotations.JsonAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;
import retrofit2.http.GET;

/** Every future completes, whatever is thrown. */
final class ErrorsTest extends CompletionLab {

    interface ModelApi {
        @GET("thing")
        Call<Exploding> exploding();

        @GET("thing")
        Call<RecordingPlaybackResponse> playback();
    }

    @JsonAdapter(ExplodingAdapter.class)
    private record Exploding() {}

    static final class ExplodingAdapter extends TypeAdapter<Exploding> {
        @Override
        public Exploding read(JsonReader in) {
            throw new NoClassDefFoundError("x");
        }

        @Override
        public void write(JsonWriter out, Exploding value) {}
    }

    static Stream<Arguments> whereAnErrorIsThrown() {
        Error error = new NoClassDefFoundError("x");
        return Stream.of(
                Arguments.of("start of a call", (Consumer<FeatherClient.Builder>) b -> b.callListener(operation -> {
                    throw error;
                })),
                Arguments.of(
                        "end of a call", (Consumer<FeatherClient.Builder>) b -> b.callListener(operation -> event -> {
                            throw error;
                        })),
                Arguments.of("end of an attempt", (Consumer<FeatherClient.Builder>)
                        b -> b.callListener(CallListener.ofAttempts((operation, attempt) -> {
                            throw error;
                        }))),
                Arguments.of("body", (Consumer<FeatherClient.Builder>) b -> {}),
                Arguments.of("drift", (Consumer<FeatherClient.Builder>) b -> b.driftListener((operation, drift) -> {
                    throw error;
                })),
                Arguments.of("key supplier", (Consumer<FeatherClient.Builder>) b -> b.apiKey(() -> {
                    throw error;
                })),
                Arguments.of("interceptor", (Consumer<FeatherClient.Builder>)
                        b -> b.httpClient(new OkHttpClient.Builder()
                                .addInterceptor(chain -> {
                                    throw error;
                                })
                                .build())),
                Arguments.of("network interceptor", (Consumer<FeatherClient.Builder>)
                        b -> b.httpClient(new OkHttpClient.Builder()
                                .addNetworkInterceptor(chain -> {
                                    throw error;
                                })
                                .build())),
                Arguments.of("lookup of a name", (Consumer<FeatherClient.Builder>)
                        b -> b.httpClient(new OkHttpClient.Builder()
                                .dns(name -> {
                                    throw error;
                                })
                                .build())));
    }

    private static Call<?> call(FeatherClient client, String where) {
        return switch (where) {
            case "body" -> client.api(ModelApi.class).exploding();
            case "drift" -> client.api(ModelApi.class).playback();
            default -> client.api(Api.class).get();
        };
    }

    /** On threads of somebody else's, where nobody hears if one dies. */
    private static FeatherClient.Builder onOwnDispatcher(FeatherClient.Builder builder) {
        return builder.httpClient(new OkHttpClient());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whereAnErrorIsThrown")
    void executeAsync_whenAnErrorIsThrown_completesWithIt(String where, Consumer<FeatherClient.Builder> settings) {
        answers(Duration.ZERO);
        for (boolean own : new boolean[] {false, true}) {
            FeatherClient.Builder builder = own ? onOwnDispatcher(builderByName()) : builderByName();
            settings.accept(builder);
            try (FeatherClient client = builder.build()) {
                CompletableFuture<?> future = client.executeAsync(call(client, where));

                assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                        .as("own dispatcher: %s", own)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(NoClassDefFoundError.class);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whereAnErrorIsThrown")
    void execute_whenAnErrorIsThrown_throwsIt(String where, Consumer<FeatherClient.Builder> settings) {
        answers(Duration.ZERO);
        FeatherClient.Builder builder = builderByName();
        settings.accept(builder);
        try (FeatherClient client = builder.build()) {
            assertThatThrownBy(() -> client.execute(call(client, where))).isInstanceOf(NoClassDefFoundError.class);
        }
    }

    @ParameterizedTest(name = "async {0}")
    @ValueSource(booleans = {false, true})
    void execute_whenAnErrorIsThrownAfterAStreamedAnswer_closesItsBody(boolean async) {
        answers(Duration.ZERO);
        OkHttpClient own = new OkHttpClient();
        try (FeatherClient client = builder()
                .httpClient(own)
                .callListener(CallListener.ofAttempts((operation, attempt) -> {
                    throw new NoClassDefFoundError("x");
                }))
                .build()) {
            Call<?> call = client.api(Api.class).stream();
            Throwable failure = catchThrowable(() -> {
                if (async) {
                    client.executeAsync(call).get(10, TimeUnit.SECONDS);
                } else {
                    client.execute(call);
                }
            });

            assertThat(async ? failure.getCause() : failure).isInstanceOf(NoClassDefFoundError.class);
            assertThat(own.connectionPool().idleConnectionCount())
                    .isEqualTo(own.connectionPool().connectionCount());
        }
    }
}
