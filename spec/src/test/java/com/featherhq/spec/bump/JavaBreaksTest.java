package com.featherhq.spec.bump;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.classes.JavaChange;
import com.featherhq.spec.classes.JavaChange.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JavaBreaksTest {

    @Test
    void section_whenAccessorsAreGone_tellsOfThePropertyOnce() {
        String section = JavaBreaks.section(List.of(
                change("Thing", "getNote()", "method removed"),
                change("Thing", "note(String)", "method removed"),
                change("Thing", "setNote(String)", "method removed"),
                change("Thing", "getSize()", "method return type changed"),
                change("Thing", "setSize(Long)", "method removed")));

        assertThat(section)
                .isEqualTo(
                        "\n## Breaking in Java (5)\n\n### Doesn't compile (5)\n\n- `Thing`: accessors gone of `note`; another type of `size`\n");
    }

    @Test
    void section_whenOperationsAreGone_tellsOfEach() {
        String section = JavaBreaks.section(List.of(
                change("ThingsApi", "getThing(UUID)", "method removed"),
                change("ThingsApi", "setThing(UUID, Thing)", "method removed")));

        assertThat(section)
                .isEqualTo(
                        "\n## Breaking in Java (2)\n\n### Doesn't compile (2)\n\n- `ThingsApi`: `getThing(UUID)` method removed;"
                                + " `setThing(UUID, Thing)` method removed\n");
    }

    @Test
    void section_whenTypesAreGone_listsThemWithoutThoseInside() {
        String section = JavaBreaks.section(List.of(
                change("Kind", "", "removed"),
                change("Kind.Known", "", "removed"),
                change("State.Known", "OLD", "field removed")));

        assertThat(section)
                .isEqualTo(
                        "\n## Breaking in Java (3)\n\n### Doesn't compile (3)\n\n- Types that are gone: `Kind`\n- `State.Known`:"
                                + " `OLD` field removed\n");
    }

    private static JavaChange change(String type, String member, String what) {
        return new JavaChange(
                "com.featherhq.model." + type.replace('.', '$'),
                member.replaceFirst("\\(.*", ""),
                "",
                member,
                what,
                Effect.COMPILE);
    }
}
