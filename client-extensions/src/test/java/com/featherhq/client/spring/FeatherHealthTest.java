package com.featherhq.client.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.ServedTest;
import com.featherhq.client.Servers;
import com.featherhq.client.ThingsApi;
import com.featherhq.client.spring.FeatherHealth.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FeatherHealthTest extends ServedTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final FeatherHealth health = new FeatherHealth(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Override
    protected FeatherClient.Builder settings() {
        return Servers.client(server).callListener(health.listenerOf("eu"));
    }

    private void answered(int... statuses) {
        for (int status : statuses) {
            server.enqueue(Servers.json(status, "{}"));
            Throwable unused = catchThrowable(
                    () -> client.execute(client.api(ThingsApi.class).get("p-secret")));
        }
    }

    @Test
    void state_whenThreeCallsInARowFail_isDownUntilOneIsAnswered() {
        assertThat(health.state()).isEqualTo(State.UNKNOWN);
        answered(200, 503, 401);
        assertThat(health.state()).isEqualTo(State.UP);
        answered(500);
        assertThat(health.state()).isEqualTo(State.DOWN);
        assertThat(health.details())
                .isEqualTo(Map.of(
                        "eu",
                        Map.of(
                                "status", "DOWN",
                                "lastAnswer", "2026-01-01T00:00:00Z",
                                "lastFailure", "2026-01-01T00:00:00Z: ServerException in ThingsApi.get",
                                "failuresInARow", 3)));
        answered(404);
        assertThat(health.state()).isEqualTo(State.UP);
    }

    @Test
    void state_whenNoCallWasMadeForAMinute_isNoLongerDown() {
        answered(503, 503, 503);
        now = now.plus(Duration.ofSeconds(59));
        assertThat(health.state()).isEqualTo(State.DOWN);

        now = now.plus(Duration.ofSeconds(1));

        assertThat(health.state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void state_whenOneClientOfTwoIsDown_isDown() {
        answered(503, 503, 503);
        try (FeatherClient other =
                Servers.client(server).callListener(health.listenerOf("us")).build()) {
            server.enqueue(Servers.json(200, "{}"));
            other.execute(other.api(ThingsApi.class).get("1"));
        }

        assertThat(health.state()).isEqualTo(State.DOWN);
        assertThat(health.details()).containsOnlyKeys("eu", "us");
    }

    @Test
    void state_whenTheCallerEndedTheCalls_saysNothing() {
        for (int i = 0; i < 3; i++) {
            retrofit2.Call<?> call = client.api(ThingsApi.class).get("1");
            call.cancel();
            Throwable unused = catchThrowable(() -> client.execute(call));
        }

        assertThat(health.state()).isEqualTo(State.UNKNOWN);
    }
}
