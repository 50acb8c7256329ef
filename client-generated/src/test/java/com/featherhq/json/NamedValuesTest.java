package com.featherhq.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.HeaderMap;
import retrofit2.http.POST;
import retrofit2.http.QueryMap;

/** What the generated classes for parameters by name and for forms send, on a Retrofit that knows nothing of this client. */
class NamedValuesTest {

    private final Api api = new Retrofit.Builder()
            .baseUrl("http://localhost/")
            .addConverterFactory(FeatherJson.converterFactory())
            .validateEagerly(true)
            .build()
            .create(Api.class);

    /** In the form in which the interfaces are generated. */
    public interface Api {

        default Call<Void> list(ListParams params) {
            return list(params, params.headers());
        }

        @GET("things")
        Call<Void> list(@QueryMap ListParams params, @HeaderMap Map<String, String> headers);

        @POST("things")
        Call<Void> upload(@Body UploadForm form);

        @POST("token")
        Call<Void> login(@Body LoginForm form);
    }

    static final class ListParams extends QueryParams {

        private static final WireNames NAMES = WireNames.of("ListParams")
                .query("q")
                .requiredQuery("since")
                .query("state")
                .header("x-client")
                .cookie("session")
                .cookie("ads");

        ListParams() {
            super(NAMES);
        }

        ListParams q(@Nullable JsonElement value) {
            set(0, value);
            return this;
        }

        ListParams since(OffsetDateTime value) {
            set(1, value);
            return this;
        }

        ListParams state(@Nullable List<String> value) {
            set(2, value);
            return this;
        }

        ListParams client(@Nullable List<String> value) {
            set(3, value);
            return this;
        }

        ListParams session(@Nullable String value) {
            set(4, value);
            return this;
        }

        ListParams ads(@Nullable Long value) {
            set(5, value);
            return this;
        }
    }

    static final class UploadForm extends Form {

        private static final WireNames NAMES = WireNames.of("UploadForm")
                .part("file")
                .part("files")
                .part("note")
                .part("meta");

        UploadForm() {
            super(NAMES, true);
        }

        UploadForm value(int index, @Nullable Object value) {
            set(index, value);
            return this;
        }

        UploadForm with(String name, @Nullable String value) {
            setOther(name, value);
            return this;
        }
    }

    static final class LoginForm extends Form {

        private static final WireNames NAMES = WireNames.of("LoginForm")
                .requiredField("username")
                .requiredField("password")
                .field("scope");

        LoginForm() {
            super(NAMES, false);
        }

        LoginForm value(int index, @Nullable Object value) {
            set(index, value);
            return this;
        }
    }

    private static ListParams params() {
        return new ListParams().since(OffsetDateTime.parse("2026-11-22T10:00Z"));
    }

    @Test
    void query_isWhatIsSet_inTheDocumentsOrderAndOncePerElement() {
        List<String> states = new ArrayList<>(Arrays.asList("a b", null, "c&d"));
        ListParams params = params().state(states).q(JsonParser.parseString("[1,\"x\",null]"));
        states.clear();

        assertThat(api.list(params).request().url().query())
                .isEqualTo("q=1&q=x&since=2026-11-22T10:00:00Z&state=a b&state=c&d");
        assertThat(api.list(params).request().url().encodedQuery())
                .isEqualTo("q=1&q=x&since=2026-11-22T10%3A00%3A00Z&state=a%20b&state=c%26d");
        assertThat(params).hasSize(5);
    }

    @Test
    void query_whenAValueIsTakenAwayOrEmpty_lacksIt() {
        ListParams params =
                params().state(List.of()).q(JsonParser.parseString("1")).q(null);

        assertThat(api.list(params).request().url().queryParameterNames()).containsExactly("since");
    }

    @Test
    void query_whenRequiredIsMissing_failsBeforeAnythingIsSent() {
        assertThatThrownBy(() -> api.list(new ListParams()).request())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ListParams lacks what the operation requires: set since.");
    }

    @Test
    void query_whenAnythingIsAnObject_fails() {
        assertThatThrownBy(() -> api.list(params().q(new JsonObject())).request())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The value of q is an object, which can't be sent as text.");
    }

    @Test
    void headers_areOnePerElement_andOneForAllCookies() {
        Request request = api.list(
                        params().client(List.of("a", "b")).session("s3cr:et").ads(7L))
                .request();

        assertThat(request.headers("x-client")).containsExactly("a", "b");
        assertThat(request.headers("Cookie")).containsExactly("session=s3cr:et; ads=7");
        assertThat(api.list(params()).request().headers().size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a;b    | session="a\\073b"
            a b    | session="a b"
            "a,\\  | session="\\042a\\054\\134"
            """)
    void cookie_whenItHasWhatCookiesCannotHave_isQuoted(String value, String header) {
        assertThat(api.list(params().session(value)).request().header("Cookie")).isEqualTo(header);
    }

    @Test
    void headers_whenAValueIsNotAscii_failWithoutShowingIt() {
        assertThatThrownBy(() -> api.list(params().session("secré")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The value of the cookie session isn't ASCII at index 4, and cookies have no encoding for it.");
        assertThatThrownBy(() -> api.list(params().client(List.of("secret\n"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The value of the header x-client has the character U+000A at index 6, which no header can"
                        + " have.");
    }

    @Test
    void equals_isByClassAndValues_andToStringShowsNoValue() {
        assertThat(params().session("secret"))
                .isEqualTo(params().session("secret"))
                .hasSameHashCodeAs(params().session("secret"));
        assertThat(params()).isNotEqualTo(params().session("secret")).isNotEqualTo(Map.copyOf(params()));
        assertThat(params().session("secret")).hasToString("ListParams[since, session]");
        assertThat(new UploadForm().with("a", "secret"))
                .isEqualTo(new UploadForm().with("a", "secret"))
                .isNotEqualTo(new UploadForm())
                .hasToString("UploadForm[a]");
    }

    @Test
    void multipart_givesEachPartItsNameAndForm() throws IOException {
        FilePart wav = FilePart.of(
                "call.wav", RequestBody.create("RIFF".getBytes(StandardCharsets.US_ASCII), MediaType.get("audio/wav")));
        FilePart txt = FilePart.of("a.txt", RequestBody.create("A", null));
        UploadForm form = new UploadForm()
                .value(0, wav)
                .value(1, List.of(txt, txt))
                .value(2, JsonParser.parseString("\"x\""))
                .value(3, Map.of("k", 1))
                .with("more", "y");

        assertThat(sent(api.upload(form).request())).isEqualTo("""
                        --B
                        Content-Disposition: form-data; name="file"; filename="call.wav"
                        Content-Type: audio/wav

                        RIFF
                        --B
                        Content-Disposition: form-data; name="files"; filename="a.txt"

                        A
                        --B
                        Content-Disposition: form-data; name="files"; filename="a.txt"

                        A
                        --B
                        Content-Disposition: form-data; name="note"

                        x
                        --B
                        Content-Disposition: form-data; name="meta"
                        Content-Type: application/json

                        {"k":1}
                        --B
                        Content-Disposition: form-data; name="more"

                        y
                        --B--
                        """);
        assertThat(wav).hasToString("FilePart[***]");
        assertThat(FilePart.of(Path.of("folder", "b.bin")).fileName()).isEqualTo("b.bin");
    }

    @Test
    void multipart_whenNothingIsSet_isAnEmptyBody() throws IOException {
        RequestBody body =
                api.upload(new UploadForm().value(1, List.of())).request().body();

        assertThat(body.contentLength()).isZero();
        assertThat(body.contentType()).isNull();
    }

    @Test
    void urlEncoded_saysTextsWithoutQuotesAndListsRepeatedly() throws IOException {
        JsonArray scopes = JsonParser.parseString("[\"a\",2]").getAsJsonArray();

        assertThat(sent(api.login(new LoginForm().value(0, "me").value(1, "p&w").value(2, scopes))
                        .request()))
                .isEqualTo("username=me&password=p%26w&scope=a&scope=2");
    }

    @Test
    void form_whenRequiredIsMissing_namesAll() {
        assertThatThrownBy(() -> api.login(new LoginForm()).request())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("LoginForm lacks what the operation requires: set username, password.");
    }

    /** OkHttp 5 gives parts no length. */
    private static String sent(Request request) throws IOException {
        Buffer buffer = new Buffer();
        RequestBody body = request.body();
        body.writeTo(buffer);
        String boundary = String.valueOf(body.contentType().parameter("boundary"));
        return buffer.readUtf8().replace("\r\n", "\n").replace(boundary, "B").replaceAll("Content-Length: \\d+\n", "");
    }
}
