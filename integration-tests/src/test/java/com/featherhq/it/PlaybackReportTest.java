package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.json.FeatherJson;
import com.featherhq.model.RecordingPlaybackResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlaybackReportTest {

    private static final UUID RECORDING = UUID.fromString("1f6c3c1e-7a52-4f0e-9a86-0d5a4b1d2c33");

    @Test
    void of_whenEverythingIsKnown_showsItWithUnits() {
        RecordingPlaybackResponse answer = answer("{'url':'https://r.example.com/a.wav?expires=17&signature=s3cret',"
                + "'expires_in':900,'duration_ms':3787340,'bytes':2998484,'status':'available'}");

        assertThat(PlaybackReport.of(RECORDING, answer, List.of()).lines())
                .containsExactly(
                        "  recording   1f6c3c1e-7a52-4f0e-9a86-0d5a4b1d2c33",
                        "  status      available",
                        "  duration    1 h 3 min 7 s",
                        "  size        3.0 MB (2,998,484 bytes)",
                        "  expires in  15 min 0 s",
                        "  url         https://r.example.com/a.wav?expires=***&signature=***",
                        "  attempts    ");
    }

    @Test
    void of_whenNothingIsKnown_saysSo() {
        RecordingPlaybackResponse answer =
                answer("{'url':null,'expires_in':0,'duration_ms':null,'bytes':null," + "'status':'processing'}");

        assertThat(PlaybackReport.of(RECORDING, answer, List.of()).lines())
                .contains(
                        "  duration    not known",
                        "  size        not known",
                        "  expires in  0 s",
                        "  url         none: the recording can't be played (yet)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://u:p@h.example/a?b=c#d https://h.example/a?b=***",
                "https://h.example/a https://h.example/a",
                "s3cret 'not an HTTP URL (6 characters)'",
            })
    void masked_whenUrlHoldsCredentials_hidesThem(String url, String expected) {
        assertThat(PlaybackReport.masked(url)).isEqualTo(expected);
    }

    private static RecordingPlaybackResponse answer(String json) {
        return FeatherJson.gson().fromJson(json.replace('\'', '"'), RecordingPlaybackResponse.class);
    }
}
