package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.featherhq.client.files.Fault.Kind;
import com.featherhq.client.files.ScriptedStorage.Validators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamDownloadTest {

    private final ByteArrayOutputStream target = new ByteArrayOutputStream();
    private Scene scene;

    @BeforeEach
    void open() throws IOException {
        scene = Scene.of(300_000);
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }

    @Test
    void download_whenTheConnectionDrops_writesEveryByteOnce() {
        scene.script(Fault.of(Kind.DROP, 100_000), Fault.of(Kind.IGNORE_RANGE));

        assertThat(scene.download(target)).isEqualTo(300_000);
        assertThat(target.toByteArray()).isEqualTo(scene.storage.current());
    }

    @Test
    void download_whenTheFirstAttemptBringsNothing_triesAgainWithoutAValidator() {
        scene.storage.validators(Validators.NONE);
        scene.script(Fault.of(Kind.DROP, 0));

        assertThat(scene.download(target)).isEqualTo(300_000);
    }

    @Test
    void download_whenTheObjectChangesMidway_failsInsteadOfMixing() {
        scene.script(Fault.of(Kind.DROP, 100_000), Fault.of(Kind.CHANGE));

        assertThatExceptionOfType(FileDownloadException.class)
                .isThrownBy(() -> scene.download(target))
                .withMessage(Scene.NAME + " was not downloaded: what is stored changed, or can't be proven to be"
                        + " the same, after a part was passed on.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CHANGE_IN_RANGE", "CHANGE_UNPROVEN", "CHANGE_WEAK"})
    void download_whenTheRestIsOfAnotherVersion_failsInsteadOfMixing(Kind kind) {
        scene.script(Fault.of(Kind.DROP, 100_000), Fault.of(kind));

        assertThatExceptionOfType(FileDownloadException.class).isThrownBy(() -> scene.download(target));
        assertThat(target.size()).isEqualTo(100_000);
    }

    @Test
    void download_whenTheStreamFails_saysSo() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("full");
            }
        };

        assertThatExceptionOfType(FileDownloadException.class)
                .isThrownBy(() -> scene.download(full))
                .withMessage(Scene.NAME + " was not downloaded: the given stream could not be written to.")
                .havingCause()
                .withMessage("full");
    }

    @Test
    void download_whenSomebodyListens_isToldTheEnd() {
        List<DownloadProgress> told = new ArrayList<>();

        scene.download(target, told::add);

        assertThat(told).hasSize(1);
        assertThat(told.get(0)).hasToString("DownloadProgress[bytes=300000, totalBytes=300000, bytesPerSecond=0]");
    }
}
