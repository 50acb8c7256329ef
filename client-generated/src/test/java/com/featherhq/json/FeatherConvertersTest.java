package com.featherhq.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.model.HTTPValidationError;
import com.featherhq.model.RecordingPlaybackResponse;
import com.featherhq.model.StringOrInteger;
import java.io.IOException;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.GET;
import retrofit2.http.Multipart;
import retrofit2.http.POST;
import retrofit2.http.Part;
import retrofit2.http.Query;

class FeatherConvertersTest {

    private final List<String> drifts = new ArrayList<>();
    private final Retrofit retrofit = new Retrofit.Builder()
            .baseUrl("http://localhost/")
            .addConverterFactory(FeatherJson.converterFactory(
                    (operation, drift) -> drifts.add(operation + " " + drift.kind() + " " + drift.pointer())))
            .build();

    interface Api {
        @GET("things")
        Call<RecordingPlaybackResponse> things(@Query("from") OffsetDateTime from, @Query("id") StringOrInteger id);

        @Multipart
        @POST("things")
        Call<Void> upload(@Part MultipartBody.Part file, @Part("note") String note);
    }

    @Test
    void query_whenDateTimeHasZeroSeconds_writesThem() {
        Request request = retrofit.create(Api.class)
                .things(OffsetDateTime.parse("2026-11-22T10:00Z"), StringOrInteger.of("a b"))
                .request();

        assertThat(request.url().queryParameter("from")).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(request.url().queryParameter("id")).isEqualTo("a b");
    }

    @Test
    void part_whenText_isPlainText() throws IOException {
        MultipartBody.Part file = MultipartBody.Part.createFormData(
                "audio", "call.wav", RequestBody.create("RIFF", MediaType.get("audio/wav")));
        Buffer body = new Buffer();

        RequestBody sent =
                retrofit.create(Api.class).upload(file, "hello").request().body();
        sent.writeTo(body);

        // OkHttp 5 gives parts no length.
        assertThat(body.readUtf8())
                .contains("name=\"audio\"; filename=\"call.wav\"")
                .containsPattern(
                        "\r\nContent-Type: text/plain; charset=utf-8\r\n(Content-Length: 5\r\n)?\r\nhello\r\n");
    }

    @Test
    void response_whenItDepartsFromTheDocument_isDeliveredAndReported() throws IOException {
        String json = "{\"status\":null,\"bytes\":\"5\",\"duration_ms\":1,\"url\":7,\"extra\":{}}";

        RecordingPlaybackResponse playback = (RecordingPlaybackResponse) read(json, RecordingPlaybackResponse.class);

        assertThat(playback.getBytes()).isEqualTo(5);
        assertThat(drifts)
                .containsExactly(
                        " UNEXPECTED_NULL /status",
                        " WRONG_TYPE /bytes",
                        " WRONG_TYPE /url",
                        " UNKNOWN_PROPERTY /extra",
                        " MISSING_PROPERTY /expires_in",
                        " MISSING_PROPERTY /status");
    }

    @Test
    void response_whenNestedObjectLacksAProperty_reportsItsPlace() throws IOException {
        read("{\"detail\":[{\"loc\":[true],\"msg\":\"m\"}]}", HTTPValidationError.class);

        assertThat(drifts).containsExactly(" UNKNOWN_UNION_MEMBER /detail/0/loc/0", " MISSING_PROPERTY /detail/0/type");
    }

    @Test
    void response_whenItConforms_reportsNothing() throws IOException {
        read(
                "{\"expires_in\":1,\"duration_ms\":null,\"bytes\":null,\"status\":\"x\",\"url\":null}",
                RecordingPlaybackResponse.class);

        assertThat(drifts).isEmpty();
    }

    @Test
    void response_whenCutOff_isUnreadable() {
        assertThatThrownBy(() -> read("{\"status\":\"secret", RecordingPlaybackResponse.class))
                .isInstanceOf(UnreadableBodyException.class)
                .hasMessage(
                        "The response body isn't what the API document says: not JSON, or was cut off; its content type is application/json.");
    }

    @Test
    void response_whenOfAnotherType_isUnreadable() {
        assertThatThrownBy(() -> read("{\"bytes\":[\"secret\"]}", RecordingPlaybackResponse.class))
                .isInstanceOf(UnreadableBodyException.class)
                .hasMessage(
                        "The response body isn't what the API document says at /bytes: expected number but found an array.");
    }

    @Test
    void response_whenTwoValues_isUnreadable() {
        assertThatThrownBy(() -> read("{}{}", RecordingPlaybackResponse.class))
                .isInstanceOf(UnreadableBodyException.class)
                .hasMessage(
                        "The response body isn't what the API document says: not JSON, or was cut off; its content type is application/json.");
    }

    private Object read(String json, Type type) throws IOException {
        return retrofit.responseBodyConverter(type, new java.lang.annotation.Annotation[0])
                .convert(ResponseBody.create(json, MediaType.get("application/json")));
    }
}
