package example.app;

import com.featherhq.api.VoiceApi;
import com.featherhq.client.FeatherClient;
import com.featherhq.model.RecordingPlaybackResponse;
import java.util.UUID;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.GET;

/** An application that is a module, and exports nothing. */
public final class Application {

    /** An interface of its own. */
    public interface OwnApi {
        @GET("own")
        Call<ResponseBody> own();
    }

    private Application() {}

    public static void main(String[] args) {
        System.out.println(Application.class.getModule() + " with " + FeatherClient.class.getModule());
        try (FeatherClient client =
                FeatherClient.builder().apiKey("fth_test").baseUrl(args[0]).build()) {
            RecordingPlaybackResponse playback =
                    client.execute(client.api(VoiceApi.class).getRecordingPlaybackUrl(UUID.randomUUID()));
            System.out.println(playback);
            client.api(OwnApi.class);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}
