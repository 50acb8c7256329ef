package com.featherhq.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.model.HTTPValidationError;
import com.featherhq.model.RecordingPlaybackResponse;
import com.featherhq.model.StringOrInteger;
import com.featherhq.model.ValidationError;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingTest {

    private static final String COMPLETE =
            "{\"expires_in\":300,\"duration_ms\":61000,\"bytes\":3000000000,\"status\":\"ready\",\"url\":\"https://x/y?sig=z\"}";

    @Test
    void read_whenComplete_hasEveryValue() {
        RecordingPlaybackResponse playback = read(COMPLETE);

        assertThat(playback.getUrl()).isEqualTo("https://x/y?sig=z");
        assertThat(playback.getExpiresIn()).isEqualTo(300);
        assertThat(playback.getDurationMs()).isEqualTo(61_000);
        assertThat(playback.getBytes()).isEqualTo(3_000_000_000L);
        assertThat(playback.getStatus()).isEqualTo("ready");
        assertThat(write(playback)).isEqualTo(COMPLETE);
    }

    @Test
    void write_whenOptionalNullableIsNeverSet_leavesItOut() {
        RecordingPlaybackResponse playback =
                new RecordingPlaybackResponse().status("ready").expiresIn(1L);

        assertThat(playback.hasUrl()).isFalse();
        assertThat(write(playback)).isEqualTo("{\"expires_in\":1,\"status\":\"ready\"}");
    }

    @Test
    void write_whenOptionalNullableIsSetToNull_sendsNull() {
        RecordingPlaybackResponse playback = new RecordingPlaybackResponse().url(null);

        assertThat(playback.hasUrl()).isTrue();
        assertThat(write(playback)).isEqualTo("{\"url\":null}");
        assertThat(write(playback.unsetUrl())).isEqualTo("{}");
    }

    @Test
    void read_whenOptionalNullableIsNullOrAbsent_tellsWhich() {
        assertThat(read("{\"url\":null}").hasUrl()).isTrue();
        assertThat(read("{\"url\":null}").getUrl()).isNull();
        assertThat(read("{}").hasUrl()).isFalse();
        assertThat(read("{\"url\":null}")).isNotEqualTo(read("{}"));
    }

    @Test
    void write_whenPropertiesAreNotDeclared_keepsThem() {
        String json = "{\"duration_ms\":null,\"new\":{\"deep\":[1,null,\"𝄞\"]},\"gone\":null}";

        RecordingPlaybackResponse playback = read(json);

        assertThat(playback.additionalProperties()).containsOnlyKeys("new", "gone");
        assertThat(write(playback)).isEqualTo(json);
        playback.putAdditionalProperty("mine", new JsonPrimitive(1));
        playback.removeAdditionalProperty("new");
        assertThat(playback.additionalProperties()).containsOnlyKeys("gone", "mine");
    }

    @Test
    void models_withAnotherGsonThatHasTheFactory_areReadAndWrittenAlike() {
        Gson other = new GsonBuilder()
                .registerTypeAdapterFactory(FeatherJson.typeAdapterFactory())
                .create();

        RecordingPlaybackResponse playback = other.fromJson(COMPLETE, RecordingPlaybackResponse.class);

        assertThat(playback).isEqualTo(read(COMPLETE)).hasSameHashCodeAs(read(COMPLETE));
        assertThat(other.toJson(playback.url(null))).endsWith("\"url\":null}");
    }

    @Test
    void generatedTypes_withAnotherGsonWithoutTheFactory_areRefused() {
        for (Object value : List.of(read(COMPLETE), StringOrInteger.of("text"), new Open("text"))) {
            assertThatThrownBy(() -> new Gson().toJson(value))
                    .hasMessage(
                            "This Gson doesn't know the generated types of the API. Use FeatherJson.gson(), or register "
                                    + "FeatherJson.typeAdapterFactory() with your GsonBuilder.");
        }
    }

    private static final class Open extends OpenEnum {
        Open(String value) {
            super(value, true);
        }
    }

    @Test
    void adapter_ofATypeWithoutOne_isAnErrorThatSaysWhere() {
        assertThatThrownBy(() -> FeatherJson.gson().toJson(new Open("text")))
                .hasMessage(
                        "com.featherhq.json.BindingTest$Open has no field ADAPTER that can be read. If a shrinker removed it, "
                                + "give the shrinker the rules in META-INF/proguard of feather-client-generated.");
    }

    @Test
    void toString_neverShowsText() {
        assertThat(read(COMPLETE))
                .hasToString(
                        "RecordingPlaybackResponse{expires_in=300, duration_ms=61000, bytes=3000000000, status=***,"
                                + " url=***}");
        assertThat(StringOrInteger.of("secret")).hasToString("StringOrInteger.OfString[***]");
    }

    @Test
    void toString_whenPropertiesHaveContents_showsTheirSizesAndCountsWhatIsUndeclared() {
        ValidationError error = FeatherJson.gson()
                .fromJson(
                        "{\"loc\":[\"a\",1],\"msg\":\"m\",\"ctx\":{\"+49 30 1234\":{\"k\":1}},\"input\":null,\"Jane Doe\":1}",
                        ValidationError.class);

        assertThat(error).hasToString("ValidationError{loc=[2], msg=***, input=null, ctx={1}, 1 undeclared}");
        error = new ValidationError();
        error.putAdditionalProperty("Jane Doe", null);
        assertThat(error).hasToString("ValidationError{1 undeclared}");
    }

    @Test
    void write_whenAnythingIsSetToNull_sendsNull() {
        ValidationError error = new ValidationError().input(null);

        assertThat(error.getInput()).isEqualTo(JsonNull.INSTANCE);
        assertThat(write(error)).isEqualTo("{\"input\":null}");
        assertThat(FeatherJson.gson().fromJson("{\"input\":null}", ValidationError.class))
                .isEqualTo(error);
        assertThat(error.hasInput()).isTrue();
        assertThat(write(error.unsetInput())).isEqualTo("{}");
        assertThat(error.getInput()).isNull();
    }

    @Test
    void union_keepsEveryMemberAndWhatItDoesNotKnow() {
        String json = "{\"detail\":[{\"loc\":[\"body\",0,9007199254740993,true,1.5],\"msg\":\"m\",\"type\":\"t\"}]}";

        HTTPValidationError error = FeatherJson.gson().fromJson(json, HTTPValidationError.class);

        List<StringOrInteger> loc = error.getDetail().get(0).getLoc();
        assertThat(loc.get(0).isString()).isTrue();
        assertThat(loc.get(0).asString()).isEqualTo("body");
        assertThat(loc.get(1).isInteger()).isTrue();
        assertThat(loc.get(2).asInteger()).isEqualTo(9007199254740993L);
        assertThat(loc.get(3)).isInstanceOf(StringOrInteger.Unknown.class).matches(JsonUnion::isUnknown);
        assertThat(loc.get(2).isUnknown()).isFalse();
        assertThat(FeatherJson.gson().toJson(error)).isEqualTo(json);
        assertThat(FeatherJson.gson().toJson(loc.get(1))).isEqualTo("0");
        assertThatThrownBy(() -> loc.get(0).asInteger())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("not Integer but StringOrInteger.OfString[***]");
    }

    @Test
    void additionalProperty_ofValidationError_isKept() {
        ValidationError error = FeatherJson.gson()
                .fromJson("{\"loc\":[],\"msg\":\"m\",\"type\":\"t\",\"url\":\"u\"}", ValidationError.class);

        assertThat(error.additionalProperties()).containsEntry("url", new JsonPrimitive("u"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "1", "true"})
    void read_whenObjectIsSomethingElse_failsWithPointer(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(JsonParseException.class)
                .hasMessageStartingWith("expected an object but found ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}"})
    void read_whenWholeNumberIsAContainer_failsWithPointer(String value) {
        assertThatThrownBy(() -> read("{\"bytes\":" + value + "}"))
                .isInstanceOf(JsonParseException.class)
                .hasMessageStartingWith("expected number but found an ")
                .hasMessageEndingWith(" at /bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "9223372036854775808", "1e400", "1e999999999", "\"x\"", "true", "\"\""})
    void getter_whenLeafIsNoWholeNumber_throwsAndTheRestIsThere(String value) {
        String json = "{\"expires_in\":1,\"bytes\":" + value + ",\"status\":\"x\"}";

        RecordingPlaybackResponse playback = read(json);

        assertThat(playback.getStatus()).isEqualTo("x");
        assertThat(write(playback)).isEqualTo(json);
        assertThat(playback).isEqualTo(read(json)).hasSameHashCodeAs(read(json)).isNotEqualTo(read("{}"));
        assertThatThrownBy(playback::getBytes)
                .isInstanceOf(UnreadablePropertyException.class)
                .hasMessageMatching(
                        "bytes of RecordingPlaybackResponse can't be read: expected (number|a whole number of"
                                + " 64 bits) but found (a text|another number|boolean) at /bytes; toJsonTree\\(\\) has it as it came\\.");
        assertThat(write(playback.bytes(7L))).contains("\"bytes\":7");
        assertThat(playback.getBytes()).isEqualTo(7);
    }

    @Test
    void getter_whenRequiredPropertyIsMissing_saysSo() {
        RecordingPlaybackResponse playback = read("{\"expires_in\":1}");

        assertThat(playback.hasStatus()).isFalse();
        assertThat(playback.hasExpiresIn()).isTrue();
        assertThatThrownBy(playback::getStatus)
                .isInstanceOf(UnreadablePropertyException.class)
                .hasMessage("status of RecordingPlaybackResponse is missing: the API document requires it, but it was"
                        + " neither received nor set.")
                .satisfies(e ->
                        assertThat(((UnreadablePropertyException) e).property()).isEqualTo("status"));
        assertThat(playback.getBytes()).isNull();
    }

    @Test
    void lists_areCopiedInAndUnmodifiableOut() {
        List<ValidationError> detail = new ArrayList<>(List.of(new ValidationError()));
        HTTPValidationError error = new HTTPValidationError().detail(detail);
        detail.clear();

        assertThat(error.getDetail()).hasSize(1);
        assertThatThrownBy(() -> error.getDetail().clear()).isInstanceOf(UnsupportedOperationException.class);
        HTTPValidationError read = FeatherJson.gson().fromJson("{\"detail\":[]}", HTTPValidationError.class);
        assertThatThrownBy(() -> read.getDetail().add(null)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void putAdditionalProperty_whenItIsDeclared_isRefused() {
        RecordingPlaybackResponse playback = new RecordingPlaybackResponse();

        assertThatThrownBy(() -> playback.putAdditionalProperty("status", new JsonPrimitive("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status is a declared property of RecordingPlaybackResponse; set it with its setter.");
        playback.putAdditionalProperty("Status", new JsonPrimitive("x"));
        assertThat(write(playback)).isEqualTo("{\"Status\":\"x\"}");
    }

    @Test
    void write_whenJsonContainsItself_fails() {
        JsonObject cycle = new JsonObject();
        cycle.add("self", cycle);
        ValidationError error = new ValidationError().input(cycle);

        assertThatThrownBy(() -> write(error))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a JSON value is nested deeper than 1000 levels, or contains itself; it can't be written.");
        assertThat(error).hasToString("ValidationError{…}");
    }

    @Test
    void toString_whenNumbersAreHuge_showsWhatIsShort() {
        String digits = "7".repeat(900);
        ValidationError error = FeatherJson.gson()
                .fromJson("{\"input\":1e400,\"x\":-1e400,\"ctx\":{\"n\":1E+400}}", ValidationError.class);

        assertThat(error).hasToString("ValidationError{input=1e400, ctx={1}, 1 undeclared}");
        assertThat(write(error)).isEqualTo("{\"input\":1e400,\"ctx\":{\"n\":1E+400},\"x\":-1e400}");
        assertThat(FeatherJson.gson().fromJson("{\"input\":" + digits + "}", ValidationError.class))
                .hasToString("ValidationError{input=***}");
    }

    @Test
    void match_callsTheMethodOfTheMember() {
        StringOrInteger.Cases<String> cases = new StringOrInteger.Cases<>() {
            @Override
            public String ifInteger(Long value) {
                return "whole " + value;
            }

            @Override
            public String otherwise(StringOrInteger value) {
                return "other " + FeatherJson.gson().toJson(value);
            }
        };

        assertThat(StringOrInteger.of(1L).<String>match(cases)).isEqualTo("whole 1");
        assertThat(StringOrInteger.of("a").<String>match(cases)).isEqualTo("other \"a\"");
        assertThat(FeatherJson.gson().fromJson("1.5", StringOrInteger.class).<String>match(cases))
                .isEqualTo("other 1.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5.0", "5e0", "50e-1", "\"5\""})
    void read_whenWholeNumberIsWrittenInAnotherWay_takesIt(String value) {
        assertThat(read("{\"bytes\":" + value + "}").getBytes()).isEqualTo(5);
    }

    @Test
    void toJsonTree_isTheJson() {
        assertThat(read(COMPLETE).toJsonTree()).isEqualTo(JsonParser.parseString(COMPLETE));
    }

    private static RecordingPlaybackResponse read(String json) {
        return FeatherJson.gson().fromJson(json, RecordingPlaybackResponse.class);
    }

    private static String write(Object value) {
        return FeatherJson.gson().toJson(value);
    }
}
