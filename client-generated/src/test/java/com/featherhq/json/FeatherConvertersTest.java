package com.featherhq.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.model.HTTPValidationError;
import com.featherhq.model.RecordingPlaybackResponse;
import com.featherhq.model.StringOrInteger;
import com.featherhq.model.ValidationError;
import java.io.IOException;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.Header;
import retrofit2.http.Headers;
import retrofit2.http.Multipart;
import retrofit2.http.PATCH;
import retrofit2.http.POST;
import retrofit2.http.Part;
import retrofit2.http.Path;
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

        @POST("things")
        Call<Void> send(@Body HTTPValidationError body);

        @POST("things")
        Call<Void> send(@Body RecordingPlaybackResponse body);

        @Multipart
        @POST("things")
        Call<Void> upload(@Part MultipartBody.Part file, @Part("note") String note);

        @GET("things/{id}")
        Call<Void> thing(@Path("id") String id);

        @GET("{id}/things")
        Call<Void> first(@FullyEncoded @Path(value = "id", encoded = true) String id);

        @GET("{id}/things")
        Call<Void> encodedByHand(@Path(value = "id", encoded = true) String id);

        @GET("things")
        Call<Void> header(@Header("x-name") @Nullable String name);

        @Headers("Accept: text/plain")
        @GET("text")
        Call<String> text();

        @GET("json")
        Call<String> json();

        @Headers({"Accept: application/json", "Content-Type: text/plain"})
        @POST("text")
        Call<Void> sendText(@Body String text);

        @Headers("Content-Type: application/merge-patch+json")
        @PATCH("things")
        Call<Void> patch(@Body Map<String, Long> body);
    }

    @ParameterizedTest
    @CsvSource({"'', empty", "'  ', blank"})
    void path_whenBlank_isRefusedBeforeSending(String id, String word) {
        Call<Void> call = retrofit.create(Api.class).thing(id);

        assertThatThrownBy(call::request)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Path parameter \"id\" value must not be " + word + ".");
    }

    @ParameterizedTest
    @CsvSource({".", ".."})
    void path_whenItWouldTraverse_isRefusedBeforeSending(String id) {
        assertThatThrownBy(() -> retrofit.create(Api.class).thing(id).request())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("@Path parameters shouldn't perform path traversal");
    }

    @Test
    void path_whenTheValueStartsTheUrl_staysOnTheHost() {
        Api api = retrofit.create(Api.class);

        assertThat(api.first("http:evil.com/ü").request().url())
                .hasToString("http://localhost/http%3Aevil.com%2F%C3%BC/things");
        assertThat(api.encodedByHand("a%2Fb").request().url()).hasToString("http://localhost/a%2Fb/things");
    }

    @Test
    void header_whenNotAscii_isRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> retrofit.create(Api.class).header("Zoë").request())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The value of the header x-name has the character U+00EB at index 2, which no header can"
                        + " have.");
        assertThat(retrofit.create(Api.class).header(null).request().headers().size())
                .isZero();
    }

    @Test
    void text_isSentAndReadAsItIs() throws IOException {
        Buffer sent = new Buffer();
        RequestBody body = retrofit.create(Api.class).sendText("\"a").request().body();
        body.writeTo(sent);

        assertThat(sent.readUtf8()).isEqualTo("\"a");
        assertThat(body.contentType()).hasToString("text/plain");
        assertThat(readBy("text", "\"a")).isEqualTo("\"a");
        assertThat(readBy("json", "\"a\"")).isEqualTo("a");
    }

    @Test
    void body_whenItsContentTypeIsDeclared_isSentAsThat() {
        assertThat(retrofit.create(Api.class)
                        .patch(Map.of("a", 1L))
                        .request()
                        .body()
                        .contentType())
                .hasToString("application/merge-patch+json");
    }

    private Object readBy(String method, String body) throws IOException {
        try {
            return retrofit.responseBodyConverter(
                            String.class, Api.class.getDeclaredMethod(method).getAnnotations())
                    .convert(ResponseBody.create(body, MediaType.get("text/plain")));
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
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
    void response_whenALeafIsAnother_reportsItAndReadsTheRest() throws IOException {
        RecordingPlaybackResponse playback = (RecordingPlaybackResponse) read(
                "{\"expires_in\":1,\"duration_ms\":null,\"bytes\":\"n/a\",\"status\":true}",
                RecordingPlaybackResponse.class);

        assertThat(playback.getExpiresIn()).isEqualTo(1);
        assertThat(drifts).containsExactly(" UNREADABLE_VALUE /bytes", " UNREADABLE_VALUE /status");
    }

    @Test
    void drift_whenNamesHaveDotsAndBrackets_hasTheirPointer() throws IOException {
        read("{\"detail\":[{\"loc\":[],\"msg\":\"m\",\"type\":\"t\",\"a.b[0]/~\":1}]}", HTTPValidationError.class);

        assertThat(drifts).containsExactly(" UNKNOWN_PROPERTY /detail/0/a.b[0]~1~0");
    }

    @Test
    void body_whenRequiredPropertiesAreMissing_isNotSentAndNamesThemAll() {
        Call<Void> call = retrofit.create(Api.class)
                .send(new HTTPValidationError()
                        .detail(List.of(new ValidationError().type("t"), new ValidationError())));

        assertThatThrownBy(call::request)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not sent: required properties aren't set: loc, msg, type of ValidationError.");
        assertThatThrownBy(() -> retrofit.create(Api.class)
                        .send(new RecordingPlaybackResponse())
                        .request())
                .hasMessage("not sent: required properties aren't set: expires_in, duration_ms, bytes, status of"
                        + " RecordingPlaybackResponse.");
    }

    @Test
    void body_whenComplete_isJsonInUtf8() throws IOException {
        Buffer body = new Buffer();
        RequestBody sent = retrofit.create(Api.class)
                .send(new RecordingPlaybackResponse()
                        .expiresIn(1L)
                        .durationMs(null)
                        .bytes(null)
                        .status("é<'>"))
                .request()
                .body();
        sent.writeTo(body);

        assertThat(sent.contentType()).hasToString("application/json; charset=UTF-8");
        assertThat(body.readUtf8())
                .isEqualTo("{\"expires_in\":1,\"duration_ms\":null,\"bytes\":null,\"status\":\"é<'>\"}");
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
