package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.featherhq.api.VoiceApi;
import com.featherhq.api.WithoutCredential;
import com.featherhq.client.ApiResponse;
import com.featherhq.client.FeatherClient;
import com.featherhq.client.UnauthorizedException;
import com.featherhq.client.ValidationException;
import com.featherhq.client.Violation;
import com.featherhq.client.retry.Attempt;
import com.featherhq.model.RecordingPlaybackResponse;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrofit2.Call;
import retrofit2.http.GET;
import retrofit2.http.Path;

/** The generated operation through the whole client, answered by Prism from the document. */
@ExtendWith(PrismExtension.class)
final class PlaybackUrlIT {

    private static final UUID RECORDING = UUID.fromString("1f6c3c1e-7a52-4f0e-9a86-0d5a4b1d2c33");
    private static final int SEEDS = 200;

    private final AtomicReference<String> prefer = new AtomicReference<>("");
    private final AtomicReference<String> lastBody = new AtomicReference<>("");
    private final OkHttpClient observed =
            new OkHttpClient.Builder().addInterceptor(this::preferAndPeek).build();
    private final FeatherClient client;

    PlaybackUrlIT(PrismServer prism) {
        client = FeatherClient.builder()
                .apiKey("fth_live_test")
                .baseUrl(prism.baseUrl())
                .httpClient(observed)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        observed.dispatcher().executorService().shutdown();
        observed.connectionPool().evictAll();
    }

    @Test
    void getRecordingPlaybackUrl_whenPlayable_hasEveryField() {
        ApiResponse<RecordingPlaybackResponse> response =
                client.executeForResponse(client.api(VoiceApi.class).getRecordingPlaybackUrl(RECORDING));

        RecordingPlaybackResponse playback = response.value();
        assertThat(playback.getUrl())
                .startsWith("https://recordings.example.com/")
                .contains("signature=");
        assertThat(playback.getExpiresIn()).isEqualTo(900L);
        assertThat(playback.getDurationMs()).isEqualTo(187_340L);
        assertThat(playback.getBytes()).isEqualTo(2_998_484L);
        assertThat(playback.getStatus()).isEqualTo("available");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.attempts()).extracting(Attempt::statusCode).containsExactly(200);
    }

    @Test
    void getRecordingPlaybackUrl_whenNotPlayableYet_hasNulls() {
        RecordingPlaybackResponse playback = playback("example=not-playable-yet");

        assertThat(playback.getUrl()).isNull();
        assertThat(playback.getDurationMs()).isNull();
        assertThat(playback.getBytes()).isNull();
        assertThat(playback.getStatus()).isEqualTo("processing");
    }

    @Test
    void getRecordingPlaybackUrl_whenUrlIsAbsent_hasNoUrl() {
        RecordingPlaybackResponse playback = playback("example=without-url");

        assertThat(playback.getUrl()).isNull();
        assertThat(playback.getDurationMs()).isEqualTo(187_340L);
    }

    @Test
    void getRecordingPlaybackUrl_whenRecordingIsOver2GiB_hasItsSize() {
        assertThat(playback("example=huge").getBytes()).isEqualTo(6_442_450_944L);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void getRecordingPlaybackUrl_whenAnswerIsMadeUp_hasTheValuesOfItsBody(int seed) {
        RecordingPlaybackResponse playback = playback("dynamic=true, seed=" + seed);

        JsonObject body = JsonParser.parseString(lastBody.get()).getAsJsonObject();
        assertThat(playback.getUrl()).isEqualTo(string(body, "url"));
        assertThat(playback.getExpiresIn()).isEqualTo(body.get("expires_in").getAsLong());
        assertThat(playback.getDurationMs()).isEqualTo(number(body, "duration_ms"));
        assertThat(playback.getBytes()).isEqualTo(number(body, "bytes"));
        assertThat(playback.getStatus()).isEqualTo(string(body, "status"));
    }

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @Test
    void execute_whenKeyIsMissing_isUnauthorized() {
        Call<RecordingPlaybackResponse> call = client.api(Unusual.class).withoutKey(RECORDING);

        UnauthorizedException e = catchThrowableOfType(UnauthorizedException.class, () -> client.execute(call));

        assertThat(e.statusCode()).isEqualTo(401);
        assertThat(e.code()).isEqualTo("authentication_required");
        assertThat(e.serviceMessage()).isEqualTo("Authentication required");
    }

    @Test
    void execute_whenIdIsBad_saysWhichParameter() {
        Call<RecordingPlaybackResponse> call = client.api(Unusual.class).anyId("2f1");

        ValidationException e = catchThrowableOfType(ValidationException.class, () -> client.execute(call));

        assertThat(e.violations())
                .extracting(Violation::path, Violation::type)
                .containsExactly(tuple("path.recording_id", "uuid_parsing"));
        assertThat(e.pathTemplate()).isEqualTo("v1/voice/recordings/{recording_id}/playback-url");
    }

    @Test
    void execute_whenViolationIsInAList_hasItsIndex() {
        ValidationException e =
                catchThrowableOfType(ValidationException.class, () -> playback("code=422, example=in-a-list"));

        assertThat(e.violations()).extracting(Violation::path).containsExactly("body.items[0].name");
    }

    private RecordingPlaybackResponse playback(String preference) {
        prefer.set(preference);
        return client.execute(client.api(VoiceApi.class).getRecordingPlaybackUrl(RECORDING));
    }

    private Response preferAndPeek(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(
                chain.request().newBuilder().header("Prefer", prefer.get()).build());
        lastBody.set(response.peekBody(Long.MAX_VALUE).string());
        return response;
    }

    private static String string(JsonObject body, String name) {
        JsonElement value = body.get(name);
        return value == null || value.isJsonNull() ? null : value.getAsString();
    }

    private static Long number(JsonObject body, String name) {
        return body.get(name).isJsonNull() ? null : body.get(name).getAsLong();
    }

    /** What the generated interface doesn't allow. */
    interface Unusual {

        @WithoutCredential
        @GET("v1/voice/recordings/{recording_id}/playback-url")
        Call<RecordingPlaybackResponse> withoutKey(@Path("recording_id") UUID recordingId);

        @GET("v1/voice/recordings/{recording_id}/playback-url")
        Call<RecordingPlaybackResponse> anyId(@Path("recording_id") String recordingId);
    }
}
