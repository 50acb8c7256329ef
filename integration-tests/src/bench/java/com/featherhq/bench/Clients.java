package com.featherhq.bench;

import com.featherhq.api.VoiceApi;
import com.featherhq.client.FeatherClient;
import com.featherhq.json.FeatherJson;
import com.featherhq.model.RecordingPlaybackResponse;
import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import dev.failsafe.retrofit.FailsafeCall;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.converter.gson.GsonConverterFactory;

/** The same call on the same OkHttp (dispatcher, connection pool) to the same server, by each of the ways to make it. */
final class Clients implements AutoCloseable {

    private static final UUID ID = UUID.fromString("2f1b6c1e-6a52-4a43-8c68-d3b7e6a0f3a1");
    private static final String KEY = "fth_live_0123456789abcdef0123456789abcdef";

    private final LoopbackServer server;
    private final OkHttpClient http;
    private final OkHttpClient httpWithKey;
    private final VoiceApi stock;
    private final VoiceApi bare;
    private final VoiceApi keyed;
    private final VoiceApi feather;
    private final FeatherClient client;
    private final TypeAdapter<RecordingPlaybackResponse> adapter =
            new Gson().getAdapter(RecordingPlaybackResponse.class);
    private final dev.failsafe.RetryPolicy<retrofit2.Response<RecordingPlaybackResponse>> failsafe =
            dev.failsafe.RetryPolicy.<retrofit2.Response<RecordingPlaybackResponse>>builder()
                    .handle(IOException.class)
                    .handleResultIf(response -> response.code() >= 500)
                    .withMaxRetries(2)
                    .build();

    Clients() throws IOException {
        server = LoopbackServer.ok();
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequestsPerHost(64);
        http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .readTimeout(Duration.ofSeconds(30)) // As the client has it when it makes its own OkHttp.
                .writeTimeout(Duration.ofSeconds(30))
                .build();
        httpWithKey = http.newBuilder()
                .addInterceptor(chain -> chain.proceed(
                        chain.request().newBuilder().header("x-api-key", KEY).build()))
                .build();
        stock = retrofit(http, GsonConverterFactory.create());
        bare = retrofit(http, FeatherJson.converterFactory());
        keyed = retrofit(httpWithKey, FeatherJson.converterFactory());
        client = FeatherClient.builder()
                .apiKey(KEY)
                .baseUrl(server.url())
                .httpClient(http)
                .build();
        feather = client.api(VoiceApi.class);
    }

    private VoiceApi retrofit(OkHttpClient okHttp, Converter.Factory json) {
        return new Retrofit.Builder()
                .baseUrl(server.url())
                .client(okHttp)
                .addConverterFactory(json)
                .build()
                .create(VoiceApi.class);
    }

    RecordingPlaybackResponse stock() throws IOException {
        return stock.getRecordingPlaybackUrl(ID).execute().body();
    }

    RecordingPlaybackResponse bare() throws IOException {
        return bare.getRecordingPlaybackUrl(ID).execute().body();
    }

    RecordingPlaybackResponse bareWithKey() throws IOException {
        return keyed.getRecordingPlaybackUrl(ID).execute().body();
    }

    RecordingPlaybackResponse feather() throws IOException {
        return feather.getRecordingPlaybackUrl(ID).execute().body();
    }

    RecordingPlaybackResponse featherExecute() {
        return client.execute(feather.getRecordingPlaybackUrl(ID));
    }

    RecordingPlaybackResponse failsafe() throws IOException {
        return FailsafeCall.with(failsafe)
                .compose(keyed.getRecordingPlaybackUrl(ID))
                .execute()
                .body();
    }

    RecordingPlaybackResponse okHttp() throws IOException {
        Request request = new Request.Builder()
                .url(server.url() + "v1/voice/recordings/" + ID + "/playback-url")
                .header("x-api-key", KEY)
                .header("Accept", "application/json")
                .build();
        try (Response response = http.newCall(request).execute()) {
            return adapter.fromJson(response.body().charStream());
        }
    }

    RecordingPlaybackResponse bareAsync() {
        return await(bare.getRecordingPlaybackUrl(ID));
    }

    RecordingPlaybackResponse bareWithKeyAsync() {
        return await(keyed.getRecordingPlaybackUrl(ID));
    }

    RecordingPlaybackResponse featherAsync() {
        return await(feather.getRecordingPlaybackUrl(ID));
    }

    RecordingPlaybackResponse featherExecuteAsync() {
        return client.executeAsync(feather.getRecordingPlaybackUrl(ID)).join();
    }

    RecordingPlaybackResponse failsafeAsync() {
        return FailsafeCall.with(failsafe)
                .compose(keyed.getRecordingPlaybackUrl(ID))
                .executeAsync()
                .join()
                .body();
    }

    private static <T> T await(Call<T> call) {
        CompletableFuture<T> done = new CompletableFuture<>();
        call.enqueue(new Callback<>() {
            @Override
            public void onResponse(Call<T> self, retrofit2.Response<T> response) {
                done.complete(response.body());
            }

            @Override
            public void onFailure(Call<T> self, Throwable failure) {
                done.completeExceptionally(failure);
            }
        });
        return done.join();
    }

    @Override
    public void close() throws IOException {
        client.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        server.close();
    }
}
