package com.featherhq.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.Header;
import retrofit2.http.Multipart;
import retrofit2.http.POST;
import retrofit2.http.Part;
import retrofit2.http.PartMap;

final class RepeatableBodyTest {

    interface Uploads {
        @GET("x")
        Call<ResponseBody> get();

        @POST("x")
        Call<ResponseBody> body(@Body RequestBody body);

        @POST("x")
        Call<ResponseBody> typed(@Header("Content-Type") String type, @Body RequestBody body);

        @Multipart
        @POST("x")
        Call<ResponseBody> part(@Part MultipartBody.Part part);

        @Multipart
        @POST("x")
        Call<ResponseBody> parts(@Part List<MultipartBody.Part> parts);

        @Multipart
        @POST("x")
        Call<ResponseBody> array(@Part MultipartBody.Part[] parts);

        @Multipart
        @POST("x")
        Call<ResponseBody> map(@PartMap Map<String, RequestBody> parts);
    }

    private static final RequestBody TWICE = RequestBody.create("twice", null);
    private static final RequestBody ONCE = new Once();

    private final Uploads uploads = new Retrofit.Builder()
            .baseUrl("http://localhost/")
            .client(new OkHttpClient())
            .build()
            .create(Uploads.class);

    @Test
    void isRepeatable_whenBodyCanBeWrittenAgain_isTrue() {
        assertThat(replayable(uploads.get())).isTrue();
        assertThat(replayable(uploads.body(TWICE))).isTrue();
        assertThat(replayable(uploads.typed("a/b", TWICE))).isTrue();
        assertThat(replayable(uploads.part(part(TWICE)))).isTrue();
        assertThat(replayable(uploads.map(Map.of("a", TWICE)))).isTrue();
        assertThat(RepeatableBody.isRepeatable(null)).isTrue();
    }

    @Test
    void isRepeatable_whenBodyIsOneShot_isFalseHoweverDeepItIs() {
        assertThat(replayable(uploads.body(ONCE))).isFalse();
        assertThat(replayable(uploads.typed("a/b", ONCE))).isFalse();
        assertThat(replayable(uploads.part(part(ONCE)))).isFalse();
        assertThat(replayable(uploads.parts(List.of(part(TWICE), part(ONCE))))).isFalse();
        assertThat(replayable(uploads.array(new MultipartBody.Part[] {part(TWICE), part(ONCE)})))
                .isFalse();
        assertThat(replayable(uploads.map(Map.of("a", ONCE)))).isFalse();
        assertThat(replayable(uploads.body(
                        new MultipartBody.Builder().addPart(part(ONCE)).build())))
                .isFalse();
    }

    private static boolean replayable(Call<?> call) {
        return RepeatableBody.isRepeatable(call.request());
    }

    private static MultipartBody.Part part(RequestBody body) {
        return MultipartBody.Part.createFormData("a", "a.bin", body);
    }

    private static final class Once extends RequestBody {
        @Override
        public okhttp3.@Nullable MediaType contentType() {
            return null;
        }

        @Override
        public void writeTo(BufferedSink sink) {}

        @Override
        public boolean isOneShot() {
            return true;
        }
    }
}
