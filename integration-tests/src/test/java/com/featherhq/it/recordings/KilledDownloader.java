package com.featherhq.it.recordings;

import com.featherhq.client.FeatherClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/** The process that {@link KilledDownloadIT} kills: downloads over and over, to the same few files. */
final class KilledDownloader {

    private KilledDownloader() {}

    /** Takes the base URL, the folder and the seed. */
    public static void main(String[] args) {
        Path folder = Path.of(args[1]);
        Random random = new Random(Long.parseLong(args[2]));
        try (FeatherClient client = FeatherClient.builder()
                .apiKey(RecordingService.KEY)
                .httpClient(withoutTls())
                .baseUrl(args[0])
                .build()) {
            while (true) {
                UUID id = KilledDownloadIT.IDS.get(random.nextInt(KilledDownloadIT.IDS.size()));
                client.recordings().download(id, folder.resolve(id.toString()));
            }
        }
    }

    /** Starts faster: no certificates are read. */
    private static OkHttpClient withoutTls() {
        return new OkHttpClient.Builder()
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .build();
    }
}
