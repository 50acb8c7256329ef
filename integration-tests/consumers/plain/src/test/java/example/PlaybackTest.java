package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.featherhq.api.VoiceApi;
import com.featherhq.client.FeatherClient;
import com.featherhq.testing.FeatherMock;
import com.featherhq.testing.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlaybackTest {

    @Test
    void playback_whenServiceIsBusyAtFirst_isThereAtTheSecondAttempt() {
        try (FeatherMock mock = FeatherMock.start().next(Reply.serverError(503));
                FeatherClient client = FeatherClient.builder()
                        .apiKey("fth_test")
                        .baseUrl(mock.baseUrl())
                        .build()) {
            var playback = client.execute(client.api(VoiceApi.class).getRecordingPlaybackUrl(UUID.randomUUID()));

            assertEquals("available", playback.getStatus());
            assertEquals(2, mock.requests().size());
        }
    }
}
