package com.featherhq.it;

import com.featherhq.api.VoiceApi;
import com.featherhq.client.FeatherClient;
import com.featherhq.it.recordings.RecordingDemo;
import java.io.IOException;
import java.io.PrintStream;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;

/** Asks for the playback URL of a recording: of a mock, or, where {@code FEATHER_API_KEY} is set, of the service. */
final class Demo {

    private static final String MOCK_KEY = "fth_live_demo";
    private static final String MOCK_RECORDING = "1f6c3c1e-7a52-4f0e-9a86-0d5a4b1d2c33";
    private static final Logger MOCK_LOGGER = Logger.getLogger(MockWebServer.class.getName());

    private final PrintStream out;
    private final UUID recording;

    private Demo(PrintStream out, UUID recording) {
        this.out = out;
        this.recording = recording;
    }

    /** Takes the recording from the system property {@code feather.recording}. */
    public static void main(String[] args) throws IOException {
        boolean real = System.getenv("FEATHER_API_KEY") != null;
        Demo demo = new Demo(System.out, recording(real));
        if (real) {
            demo.callService();
        } else {
            demo.callPrism();
        }
        demo.callFailingServer();
        RecordingDemo.run(System.out, RecordingDemo.isTerminal());
    }

    private static UUID recording(boolean real) {
        String id = System.getProperty("feather.recording", real ? "" : MOCK_RECORDING);
        if (id.isEmpty()) {
            throw new IllegalArgumentException("Name a recording of your account with -Dfeather.recording=UUID.");
        }
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("-Dfeather.recording=" + id + " is not a UUID.");
        }
    }

    private void callService() {
        try (FeatherClient client = FeatherClient.fromEnvironment()) {
            out.printf("%nThe playback URL, from %s:%n%n", System.getenv("FEATHER_BASE_URL"));
            call(client);
        }
    }

    private void callPrism() {
        try (PrismServer prism = PrismServer.start()) {
            out.printf("%nThe playback URL, from a mock of the API at %s", prism.baseUrl());
            out.printf(" (FEATHER_API_KEY and FEATHER_BASE_URL choose the service instead):%n%n");
            callAt(prism.baseUrl());
        }
    }

    private void callFailingServer() throws IOException {
        MOCK_LOGGER.setLevel(Level.WARNING);
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(new MockResponse().setResponseCode(503));
            server.enqueue(new MockResponse()
                    .setResponseCode(429)
                    .setBody("{\"error\":\"rate_limited\",\"message\":\"Too many requests\",\"retry_after\":1}"));
            server.enqueue(new MockResponse()
                    .setBody("{\"url\":\"https://recordings.example.com/a.wav?signature=q7Zt0vJ5\",\"expires_in\":900,"
                            + "\"duration_ms\":187340,\"bytes\":2998484,\"status\":\"available\"}"));
            out.printf("%nThe same from a server that is down at first, and then over its rate limit:%n%n");
            callAt(server.url("/").toString());
        }
    }

    private void callAt(String baseUrl) {
        try (FeatherClient client =
                FeatherClient.builder().apiKey(MOCK_KEY).baseUrl(baseUrl).build()) {
            call(client);
        }
    }

    private void call(FeatherClient client) {
        out.print(PlaybackReport.of(
                recording, client.executeForResponse(client.api(VoiceApi.class).getRecordingPlaybackUrl(recording))));
    }
}
