package com.featherhq.spec.names;

import static com.featherhq.spec.TinyDocument.withSchemas;
import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.TinyDocument;
import com.featherhq.spec.document.ApiSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaNamesTest {

    @ParameterizedTest
    @CsvSource({
        "RecordingPlaybackResponse, RecordingPlaybackResponse",
        "CursorPage_Session_, CursorPageSession",
        "src__billing__schemas__Row, BillingRow",
        "src__knowledge_base__governance_schemas__Row, KnowledgeBaseRow",
        "List, ListModel",
        "Process, ProcessModel",
        "3D, _3D",
    })
    void typeName_dependsOnTheSchemaNameAlone(String schema, String expected) {
        assertThat(JavaNames.shortType(schema)).isEqualTo(expected);
    }

    @Test
    void typeName_whenShortNamesFallTogether_usesTheLongOnes() {
        ApiSpec spec = withSchemas("{'src__a__one__Row': {'properties': {}}, 'src__a__two__Row': {'properties': {}}}");

        assertThat(TinyDocument.input(spec)
                        .getAsJsonObject("components")
                        .getAsJsonObject("schemas")
                        .keySet())
                .containsExactly("SrcAOneRow", "SrcATwoRow");
    }

    @ParameterizedTest
    @CsvSource({
        "get_thing, getThing",
        "get_class, getClass_",
        "notify, notify_",
        "import, import_",
        "日本, 日本",
        "größe_lesen, größeLesen",
    })
    void methodName_whenJavaOrEveryObjectHasIt_getsAnUnderscore(String operationId, String expected) {
        assertThat(JavaNames.method(operationId)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "knowledge-base, KnowledgeBaseApi",
        "API keys, APIKeysApi",
        "Q&A, QAApi",
        "v1/voice, V1VoiceApi",
        "2fa, _2faApi",
        "Größe, GroU00DFeApi",
        "注文, U6CE8U6587Api",
    })
    void interfaceName_isAsciiAndDependsOnTheTagAlone(String tag, String expected) {
        assertThat(JavaNames.api(tag)).isEqualTo(expected);
    }

    @Test
    void javadoc_whenTextCouldEndTheComment_isHarmless() {
        assertThat(Javadoc.line("a */ b <c> {@d} \\u0022"))
                .isEqualTo("a *&#47; b &lt;c&gt; &#123;&#64;d&#125; &#92;u0022");
    }

    @Test
    void type_whenTheNameWithItsSuffixIsTakenToo_hasAnother() {
        assertThat(JavaNames.type("Json")).isEqualTo("JsonModelModel");
        assertThat(JavaNames.type("OfString")).isEqualTo("ModelOfString");
    }
}
