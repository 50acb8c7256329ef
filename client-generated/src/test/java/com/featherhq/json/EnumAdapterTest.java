package com.featherhq.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.TypeAdapter;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnumAdapterTest {

    private static final ColourAdapter ADAPTER = new ColourAdapter();

    @Test
    void read_whenValueIsNotNamed_keepsItsTextAndReportsIt() throws IOException {
        List<Drift> drifts = new ArrayList<>();

        Colour colour = read(ADAPTER, "\"mauve\"", drifts);

        assertThat(colour.value()).isEqualTo("mauve");
        assertThat(colour.isKnown()).isFalse();
        assertThat(drifts).extracting(Drift::kind).containsExactly(Drift.Kind.UNKNOWN_ENUM_VALUE);
    }

    @Test
    void open_whenValueIsNotNamed_keepsItsTextAndReportsNothing() throws IOException {
        List<Drift> drifts = new ArrayList<>();

        Colour colour = read(ADAPTER.open(), "\"mauve\"", drifts);

        assertThat(ADAPTER.open().toJson(colour)).isEqualTo("\"mauve\"");
        assertThat(colour.isKnown()).isFalse();
        assertThat(drifts).isEmpty();
    }

    @Test
    void open_whenNull_readsAndWritesNull() throws IOException {
        assertThat(read(ADAPTER.open(), "null", new ArrayList<>())).isNull();
        assertThat(ADAPTER.open().toJson(null)).isEqualTo("null");
    }

    private static Colour read(TypeAdapter<Colour> adapter, String json, List<Drift> drifts) throws IOException {
        return adapter.read(
                new ObservedReader(new StringReader(json), "GET colours", (operation, drift) -> drifts.add(drift)));
    }

    private static final class Colour extends OpenEnum {
        Colour(String value) {
            super(value, value.equals("red"));
        }
    }

    private static final class ColourAdapter extends EnumAdapter<Colour> {
        @Override
        protected Colour parse(String value) {
            return new Colour(value);
        }
    }
}
