package com.featherhq.client.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.featherhq.client.ratelimit.LimitStore.Bucket;
import com.featherhq.client.ratelimit.LimitStore.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of a shared limit does. Each call of {@link #machine} is another machine. */
public abstract class LimitStoreContract {

    protected static final Duration LONG = Duration.ofHours(1);

    /** One a second, so that the time that the store itself takes doesn't show. */
    protected static final Bucket SLOW = new Bucket("all", 60, Duration.ofMinutes(1), 1);

    protected final String name = UUID.randomUUID().toString();

    /** Returns the store of the limit of a name, as one more machine has it. */
    protected abstract LimitStore machine(String limit);

    protected final LimitStore machine() {
        return machine(name);
    }

    protected static Turn take(LimitStore from, Bucket bucket, int permits, Duration atMost) {
        return from.take(bucket, permits, atMost).toCompletableFuture().join();
    }

    protected static Turn take(LimitStore from, int permits) {
        return take(from, SLOW, permits, LONG);
    }

    protected static long seconds(Turn turn) {
        return Math.round(turn.waitTime().toMillis() / 1e3);
    }

    /** What one more permit adds to the wait, in tenths of a second; takes nothing. */
    private static long interval(LimitStore store) {
        long one = take(store, SLOW, 1, Duration.ZERO).waitTime().toNanos();
        long two = take(store, SLOW, 2, Duration.ZERO).waitTime().toNanos();
        return Math.round((two - one) / 1e8);
    }

    @Test
    final void take_whenSeveralMachinesAsk_givesEachItsOwnMoment() {
        LimitStore store = machine();
        LimitStore other = machine();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waits.add(seconds(take(store, 1)));
            waits.add(seconds(take(other, 1)));
        }

        assertThat(waits).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        await().untilAsserted(() ->
                assertThat(take(other, SLOW, 1, Duration.ZERO).machines()).isEqualTo(2));
    }

    @Test
    final void take_whenFull_letsTheBurstThrough() {
        LimitStore store = machine();
        Bucket bucket = new Bucket("all", 60, Duration.ofMinutes(1), 5);

        assertThat(seconds(take(store, bucket, 5, LONG))).isZero();
        assertThat(seconds(take(store, bucket, 5, LONG))).isEqualTo(5);
    }

    @Test
    final void take_whenDueTooLate_takesNothing() {
        LimitStore store = machine();
        take(store, 3);

        assertThat(seconds(take(store, SLOW, 1, Duration.ofMillis(500)))).isEqualTo(3);
        assertThat(seconds(take(store, 1))).isEqualTo(3);
    }

    @Test
    final void take_whenBucketsOrLimitsDiffer_keepsThemApart() {
        LimitStore store = machine();
        take(store, 3);

        assertThat(seconds(take(store, new Bucket("bulk", 60, Duration.ofMinutes(1), 1), 1, LONG)))
                .isZero();
        assertThat(seconds(take(machine(name + "-other"), 1))).isZero();
    }

    @Test
    final void slowDown_whenToldByTwoMachines_countsOnceForAll() {
        LimitStore store = machine();
        take(store, 1);
        store.slowDown(SLOW, Duration.ofSeconds(10));
        await().untilAsserted(() -> assertThat(interval(store)).isEqualTo(14)); // 1 s / 0.7
        machine().slowDown(SLOW, Duration.ofSeconds(10));

        Turn next = take(machine(), 1);

        assertThat(seconds(next)).isGreaterThanOrEqualTo(10L);
        assertThat(interval(store)).isEqualTo(14);
    }

    @Test
    final void machine_whenTheNameIsBlank_saysSo() {
        assertThatThrownBy(() -> machine(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The name of the shared limit is blank.");
    }
}
