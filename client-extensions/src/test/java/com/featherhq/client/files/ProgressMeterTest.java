package com.featherhq.client.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {

    private final FakeTime time = new FakeTime();
    private final List<DownloadProgress> told = new ArrayList<>();
    private final ProgressMeter meter = new ProgressMeter(told::add, time);

    @Test
    void received_whenBytesPourIn_tellsAtMostTenTimesASecond() {
        for (int i = 0; i < 1_000; i++) {
            time.pass(Duration.ofMillis(1));
            meter.received(10, 1_000 + i * 10L, 20_000L);
        }
        meter.finished(11_000);

        assertThat(told).hasSize(9);
    }

    @Test
    void received_whenItTells_givesBytesTotalAndTheRateOfThisDownload() {
        time.pass(Duration.ofMillis(500));
        meter.received(100, 1_100, null);

        DownloadProgress progress = told.get(0);
        assertThat(progress.bytes()).isEqualTo(1_100);
        assertThat(progress.totalBytes()).isNull();
        assertThat(progress.bytesPerSecond()).isEqualTo(200);
    }
}
