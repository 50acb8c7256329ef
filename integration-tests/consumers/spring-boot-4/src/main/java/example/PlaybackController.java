package example;

import com.featherhq.api.VoiceApi;
import com.featherhq.client.FeatherClient;
import com.featherhq.model.RecordingPlaybackResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PlaybackController {

    private final FeatherClient feather;
    private final VoiceApi voice;

    PlaybackController(FeatherClient feather) {
        this.feather = feather;
        this.voice = feather.api(VoiceApi.class);
    }

    @GetMapping("/recordings/{id}")
    RecordingPlaybackResponse playback(@PathVariable("id") UUID id) {
        return feather.execute(voice.getRecordingPlaybackUrl(id));
    }

    @GetMapping("/recordings")
    List<RecordingPlaybackResponse> playbacks() {
        return List.of(playback(new UUID(0, 1)), playback(new UUID(0, 2)));
    }

    @GetMapping("/thread")
    String thread() {
        return Thread.currentThread().toString();
    }

    /** Reads a model and writes it. */
    @PostMapping("/echo")
    RecordingPlaybackResponse echo(@RequestBody RecordingPlaybackResponse playback) {
        return playback;
    }
}
