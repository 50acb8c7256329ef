package example;

import com.featherhq.api.VoiceApi;
import com.featherhq.client.FeatherClient;
import java.util.UUID;

/** An application on a class path of its own. */
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        try (FeatherClient client =
                FeatherClient.builder().apiKey("fth_test").baseUrl(args[0]).build()) {
            System.out.println(client.execute(client.api(VoiceApi.class).getRecordingPlaybackUrl(UUID.randomUUID())));
        }
    }
}
