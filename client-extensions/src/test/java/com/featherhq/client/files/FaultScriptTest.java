package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.files.Fault.Kind;
import com.featherhq.client.files.ScriptedStorage.Validators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the storage does, the file is a whole version of the recording, or what was there before. */
class FaultScriptTest {

    private static final int SCRIPTS = 1_000;
    private static final Kind[] KINDS = Kind.values();
    private static final List<Validators> VALIDATORS = List.of(Validators.values());
    private static final byte[] OLD = {'o', 'l', 'd'};

    @TempDir
    Path folder;

    private final Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
    private int completed;
    private int resumed;
    private int refused;

    @Test
    void download_whenTheStorageFollowsAnyScript_writesAWholeVersionOrNothing() throws IOException {
        for (long seed = 0; seed < SCRIPTS; seed++) {
            play(seed, new Random(seed));
        }

        assertThat(seen.keySet()).containsExactlyInAnyOrder(KINDS);
        assertThat(completed).as("completed downloads").isGreaterThan(SCRIPTS / 2);
        assertThat(resumed).as("downloads that went on with a part").isGreaterThan(SCRIPTS / 50);
        assertThat(refused).as("downloads that failed").isGreaterThan(SCRIPTS / 20);
    }

    private void play(long seed, Random random) throws IOException {
        boolean sizeKnown = random.nextBoolean();
        Path target = folder.resolve("recording-" + seed);
        try (Scene scene = new Scene(ScriptedStorage.content(seed, size(random)))) {
            scene.urls.always(() ->
                    FakeUrls.signed(scene.storage.sign(), sizeKnown ? (long) scene.storage.current().length : null));
            scene.storage.validators(VALIDATORS.get(random.nextInt(VALIDATORS.size())));
            byte[] before = random.nextBoolean() ? OLD : null;
            if (before != null) {
                Files.write(target, before);
            }
            script(scene, random, sizeKnown);
            if (random.nextInt(3) == 0) {
                scene.storage.clearScript();
                int cut = random.nextInt(1 + scene.storage.current().length);
                scene.script(Fault.of(Kind.DROP, cut), Fault.of(Kind.STATUS, 404));
            }
            if (!download(seed, scene, target, before)) {
                script(scene, random, sizeKnown);
                download(seed, scene, target, before);
            }
        }
    }

    private void script(Scene scene, Random random, boolean sizeKnown) {
        scene.storage.clearScript();
        for (int i = random.nextInt(12); i > 0; i--) {
            Kind kind = KINDS[random.nextInt(KINDS.length)];
            boolean fair = kind != Kind.SHORTER || sizeKnown;
            boolean slow = kind == Kind.STALL && random.nextInt(40) > 0;
            if (fair && !slow) {
                seen.merge(kind, 1, Integer::sum);
                scene.script(Fault.of(kind, amount(kind, random)));
            }
        }
    }

    private static int amount(Kind kind, Random random) {
        return kind == Kind.STATUS
                ? new int[] {403, 404, 408, 410, 416, 429, 500, 503}[random.nextInt(8)]
                : size(random);
    }

    private static int size(Random random) {
        return random.nextBoolean() ? random.nextInt(100) : random.nextInt(150_000);
    }

    /** Returns whether it says that the recording is there. */
    private boolean download(long seed, Scene scene, Path target, byte[] before) throws IOException {
        try {
            DownloadResult result = scene.files(Duration.ofMillis(100)).download(scene.source, target);
            completed++;
            resumed += result.resumedFrom() > 0 ? 1 : 0;
            byte[] written = Files.readAllBytes(target);
            assertThat(scene.storage.hasServed(written)).as("seed %d", seed).isTrue();
            assertThat(result.bytes()).isEqualTo(written.length);
            return true;
        } catch (FileDownloadException e) {
            refused++;
            assertThat(Files.exists(target) ? Files.readAllBytes(target) : null)
                    .as("seed %d", seed)
                    .isEqualTo(before);
            return false;
        }
    }
}
