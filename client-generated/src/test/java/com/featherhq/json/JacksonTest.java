package com.featherhq.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.featherhq.model.HTTPValidationError;
import com.featherhq.model.RecordingPlaybackResponse;
import com.featherhq.model.StringOrInteger;
import com.featherhq.model.ValidationError;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Jackson, which frameworks write with, knows nothing of Gson: it has to write and read models as they are on the wire all the same. */
final class JacksonTest {

    private static final String WIRE = "{\"expires_in\":900,\"duration_ms\":null,\"bytes\":7,\"status\":\"x\","
            + "\"undeclared\":[1,{\"a_b\":null}],\"number\":1.5}";

    /** A mapper of either version. */
    private record Mapper(String name, Writer writer, Reader reader) {

        String write(Object value) throws Exception {
            return writer.write(value);
        }

        <T> T read(String json, Class<T> type) throws Exception {
            return type.cast(reader.read(json, type));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private interface Writer {
        String write(Object value) throws Exception;
    }

    private interface Reader {
        Object read(String json, Class<?> type) throws Exception;
    }

    static Stream<Mapper> mappers() {
        ObjectMapper two = new ObjectMapper();
        ObjectMapper snake = com.fasterxml.jackson.databind.json.JsonMapper.builder()
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        JsonMapper three = JsonMapper.builder().build();
        return Stream.of(
                new Mapper("Jackson 2", two::writeValueAsString, two::readValue),
                new Mapper("Jackson 2 with settings", snake::writeValueAsString, snake::readValue),
                new Mapper("Jackson 3", three::writeValueAsString, three::readValue));
    }

    /** An enum as it is generated; the vendored document has none. */
    static final class Kind extends OpenEnum {

        private Kind(String value) {
            super(value, value.equals("known"));
        }

        @JsonCreator
        public static Kind of(String value) {
            return new Kind(value);
        }
    }

    /** What an application has around them. */
    record Box(
            RecordingPlaybackResponse one,
            List<RecordingPlaybackResponse> list,
            List<StringOrInteger> unions,
            Map<Kind, Kind> kinds) {}

    @ParameterizedTest
    @MethodSource("mappers")
    void model_whenRead_isWrittenAsItCame(Mapper mapper) throws Exception {
        RecordingPlaybackResponse read = mapper.read(WIRE, RecordingPlaybackResponse.class);

        assertThat(read).isEqualTo(FeatherJson.gson().fromJson(WIRE, RecordingPlaybackResponse.class));
        assertThat(read.hasUrl()).isFalse();
        assertThat(read.toJson()).isEqualTo(WIRE);
        assertThat(mapper.write(read)).isEqualTo(WIRE);
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void models_inTypesOfTheApplication_areWrittenAndReadAlike(Mapper mapper) throws Exception {
        RecordingPlaybackResponse one =
                new RecordingPlaybackResponse().status("x").durationMs(null);
        Box box = new Box(
                one,
                List.of(one),
                List.of(StringOrInteger.of("a"), StringOrInteger.of(3L)),
                Map.of(Kind.of("known"), Kind.of("new")));

        String json = mapper.write(box);

        assertThat(json)
                .isEqualTo(
                        "{\"one\":{\"duration_ms\":null,\"status\":\"x\"},\"list\":[{\"duration_ms\":null,\"status\":"
                                + "\"x\"}],\"unions\":[\"a\",3],\"kinds\":{\"known\":\"new\"}}");
        assertThat(mapper.read(json, Box.class)).isEqualTo(box);
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void models_withinModels_areReadToo(Mapper mapper) throws Exception {
        String json = "{\"detail\":[{\"loc\":[\"body\",1],\"msg\":\"m\",\"type\":\"t\",\"ctx\":{\"x\":1}}]}";

        HTTPValidationError read = mapper.read(json, HTTPValidationError.class);

        assertThat(read.getDetail().get(0).getLoc())
                .containsExactly(StringOrInteger.of("body"), StringOrInteger.of(1L));
        assertThat(mapper.write(read)).isEqualTo(json);
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void model_whenTheJsonIsNone_isRefusedWithThePlace(Mapper mapper) {
        assertThatThrownBy(() -> mapper.read("{\"loc\":\"p-secret\"}", ValidationError.class))
                .hasMessageContaining("expected an array but found string at /loc")
                .hasMessageNotContaining("p-secret");
    }

    @Test
    void fromJson_whenAValueIsNoJson_saysSo() {
        assertThatThrownBy(() -> RecordingPlaybackResponse.fromJson(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a java.lang.Object is no JSON value");
    }
}
