package com.featherhq.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.json.TestUnion.Node;
import com.featherhq.json.TestUnion.OfNode;
import com.featherhq.json.TestUnion.OfText;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnionAdapterTest {

    private final List<String> drifts = new ArrayList<>();

    @Test
    void read_whenTwoFit_takesTheOneThatDeclaresMoreOfWhatIsThere() throws IOException {
        assertThat(node("{\"left\":\"a\",\"right\":\"b\"}").isWithNote()).isFalse();
        assertThat(node("{\"left\":\"a\",\"right\":\"b\",\"note\":\"n\"}").isWithNote())
                .isTrue();
    }

    /** What is deeper inside decides too: here the note of the left one. */
    @Test
    void read_whenPartsAreUnions_decidesEachByItself() throws IOException {
        Node node = node("{\"left\":{\"left\":\"a\",\"right\":\"b\",\"note\":\"n\"},\"right\":\"c\"}");

        assertThat(node.isWithNote()).isFalse();
        assertThat(((OfNode) node.left).value().isWithNote()).isTrue();
        assertThat(node.right).isEqualTo(new OfText("c"));
        assertThat(drifts).isEmpty();
    }

    @Test
    void read_whenNothingFits_keepsItAndReportsItOnceWithItsPointer() throws IOException {
        String json = "{\"left\":{\"left\":\"a\"},\"right\":[1],\"x\":1}";

        TestUnion value = read(json);

        assertThat(TestUnion.ADAPTER.toJson(value)).isEqualTo(json);
        assertThat(drifts)
                .containsExactly("UNKNOWN_UNION_MEMBER /left", "UNKNOWN_UNION_MEMBER /right", "UNKNOWN_PROPERTY /x");
    }

    @Test
    void read_whenAPartDrifts_reportsItWithThePointerInTheWholeBody() throws IOException {
        new ContainerAdapters.ListAdapter<>(TestUnion.ADAPTER)
                .read(observed(
                        "[\"a\",{\"left\":{\"left\":\"a\",\"right\":\"b\",\"a/b\":1},\"right\":\"b\",\"~\":5}]"));

        assertThat(drifts).containsExactly("UNKNOWN_PROPERTY /1/left/a~1b", "UNKNOWN_PROPERTY /1/~0");
    }

    @Test
    void read_whenRequiredPropertyIsNull_isNotThatMember() throws IOException {
        assertThat(read("{\"left\":\"a\",\"right\":null}").isUnknown()).isTrue();
    }

    /** Each level was read once by each member before, so that the time doubled with each level. */
    @Test
    void read_whenNestedDeeper_readsEachObjectAFewTimes() throws IOException {
        int shallow = reads(nested(50));
        int deep = reads(nested(100));

        assertThat(deep).isEqualTo(2 * shallow).isLessThanOrEqualTo(100 * 3);
    }

    @Test
    void read_whenTheTreeIsWide_readsEachObjectAFewTimes() throws IOException {
        assertThat(reads(full(10))).isLessThanOrEqualTo(((1 << 10) - 1) * 3);
    }

    private int reads(String json) throws IOException {
        TestUnion.READ.set(0);
        assertThat(TestUnion.ADAPTER.toJson(read(json))).isEqualTo(json);
        return TestUnion.READ.get();
    }

    private static String nested(int levels) {
        return "{\"left\":".repeat(levels) + "\"leaf\"" + ",\"right\":\"b\"}".repeat(levels);
    }

    private static String full(int levels) {
        return levels == 0 ? "\"leaf\"" : "{\"left\":" + full(levels - 1) + ",\"right\":" + full(levels - 1) + "}";
    }

    private Node node(String json) throws IOException {
        return ((OfNode) read(json)).value();
    }

    private TestUnion read(String json) throws IOException {
        return TestUnion.ADAPTER.read(observed(json));
    }

    private ObservedReader observed(String json) {
        return new ObservedReader(
                new StringReader(json),
                "GET x",
                (operation, drift) -> drifts.add(drift.kind() + " " + drift.pointer()));
    }
}
