package com.featherhq.client.recordings;

import static com.featherhq.client.recordings.Scene.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.featherhq.client.ratelimit.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeaseCacheTest {

    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final FakeTime time = new FakeTime();
    private final FakeService service = new FakeService(time);
    private final LeaseCache cache = new LeaseCache(service, time, 3, MARGIN, Runnable::run);

    @Test
    void lease_whenCached_returnsTheSameWithoutARequest() {
        PlaybackLease first = cache.lease(ID).join();

        assertThat(cache.lease(ID).join()).isSameAs(first);
        assertThat(cache.cached(ID)).isSameAs(first);
        assertThat(service.requests()).isEqualTo(1);
    }

    @Test
    void lease_whenNoMoreThanTheMarginIsLeft_asksAgain() {
        cache.lease(ID).join();
        time.pass(Duration.ofMinutes(10).minus(MARGIN));

        assertThat(cache.cached(ID)).isNull();
        cache.lease(ID).join();
        assertThat(service.requests()).isEqualTo(2);
    }

    @Test
    void lease_whenTheLeaseIsShort_keepsAQuarterOfItsLifeAsMargin() {
        service.next(FakeService.playable("https://storage.example/a", null, Duration.ofSeconds(40)));
        cache.lease(ID).join();
        CompletableFuture<PlaybackLease.Grant> unused = service.nextPending();

        time.pass(Duration.ofSeconds(30).minusNanos(1));
        assertThat(cache.cached(ID)).isNotNull();
        time.pass(Duration.ofNanos(1));
        assertThat(cache.cached(ID)).isNull();
    }

    @Test
    void lease_whenInUseNearItsMargin_isRenewedBehindTheCallersBack() {
        PlaybackLease first = cache.lease(ID).join();
        time.pass(Duration.ofMinutes(9));
        CompletableFuture<PlaybackLease.Grant> answer = service.nextPending();

        assertThat(cache.cached(ID)).isSameAs(first);
        assertThat(cache.cached(ID)).isSameAs(first);
        assertThat(service.requests()).isEqualTo(2);
        answer.complete(FakeService.playable("https://storage.example/b", null));

        assertThat(cache.cached(ID).url()).isEqualTo("https://storage.example/b");
        assertThat(service.requests()).isEqualTo(2);
    }

    @Test
    void lease_whenNotInUse_isNotRenewed() {
        cache.lease(ID).join();
        time.pass(Duration.ofMinutes(20));

        assertThat(service.requests()).isEqualTo(1);
    }

    @Test
    void lease_whenTheRenewalFails_staysInUseAndTriesAgainASecondLater() {
        PlaybackLease first = cache.lease(ID).join();
        time.pass(Duration.ofMinutes(9));
        service.next(new IllegalStateException("no"));

        assertThat(cache.cached(ID)).isSameAs(first);
        assertThat(cache.cached(ID)).isSameAs(first);
        assertThat(service.requests()).isEqualTo(2);
        time.pass(Duration.ofSeconds(1));
        assertThat(cache.cached(ID)).isSameAs(first);
        assertThat(service.requests()).isEqualTo(3);
    }

    @Test
    void lease_whenTheRenewalSaysNotPlayable_isForgotten() {
        cache.lease(ID).join();
        time.pass(Duration.ofMinutes(9));
        service.next(FakeService.blocked("deleted"));
        cache.cached(ID);

        assertThat(cache.cached(ID)).isNull();
    }

    @Test
    void lease_whenTheRequestFails_isNotKept() {
        service.next(new IllegalStateException("no"));

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> cache.lease(ID).join())
                .withCauseInstanceOf(IllegalStateException.class);
        assertThat(cache.lease(ID).join().isPlayable()).isTrue();
        assertThat(service.requests()).isEqualTo(2);
    }

    @Test
    void lease_whenTheSourceThrows_failsTheFuture() {
        LeaseCache broken = new LeaseCache(
                (id, lane) -> {
                    throw new IllegalStateException("no");
                },
                time,
                3,
                MARGIN,
                Runnable::run);

        assertThat(broken.lease(ID)).isCompletedExceptionally();
        assertThat(broken.lease(ID)).isCompletedExceptionally();
    }

    @Test
    void lease_whenTheSourceFailsWithAnError_failsTheFutureAndAsksAgainNextTime() {
        AtomicInteger requests = new AtomicInteger();
        LeaseCache flawed = new LeaseCache(
                (id, lane) -> {
                    if (requests.incrementAndGet() == 1) {
                        throw new NoClassDefFoundError("x");
                    }
                    return service.request(id, lane);
                },
                time,
                3,
                MARGIN,
                Runnable::run);

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> flawed.lease(ID).join())
                .withCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(flawed.lease(ID).join().isPlayable()).isTrue();
    }

    @Test
    void lease_whenTheMarginIsLongerThanAnyTime_keepsAQuarterOfItsLife() {
        LeaseCache careful = new LeaseCache(service, time, 3, Duration.ofSeconds(Long.MAX_VALUE), Runnable::run);
        careful.lease(ID).join();

        time.pass(Duration.ofMinutes(7));
        assertThat(careful.cached(ID)).isNotNull();
    }

    @Test
    void lease_whenTheCodeOfOneCallerBlocks_reachesTheOthers() throws Exception {
        LeaseCache shared =
                new LeaseCache(service, time, 3, MARGIN, com.featherhq.client.http.DaemonThreads.growing("test"));
        CompletableFuture<PlaybackLease.Grant> answer = service.nextPending();
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<PlaybackLease> first = shared.lease(ID).whenComplete((lease, failure) -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        CompletableFuture<PlaybackLease> second = shared.lease(ID);

        answer.complete(FakeService.playable("https://storage.example/a", null));

        assertThat(second.get(30, TimeUnit.SECONDS).isPlayable()).isTrue();
        release.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS).isPlayable()).isTrue();
    }

    @Test
    void lease_whenNotPlayable_isNotKept() {
        service.next(FakeService.blocked("processing"));

        assertThat(cache.lease(ID).join().isPlayable()).isFalse();
        assertThat(cache.lease(ID).join().isPlayable()).isTrue();
    }

    @Test
    void lease_whenItExpiresAtOnce_isNotKept() {
        service.next(FakeService.playable("https://storage.example/a", null, Duration.ZERO));
        cache.lease(ID).join();

        assertThat(cache.size()).isZero();
    }

    @Test
    void lease_whenAHundredThreadsAskAtOnce_makesOneRequest() throws InterruptedException {
        CompletableFuture<PlaybackLease.Grant> answer = service.nextPending();
        List<PlaybackLease> leases = new ArrayList<>();
        CountDownLatch asked = new CountDownLatch(100);
        List<Thread> threads = IntStream.range(0, 100)
                .mapToObj(i -> new Thread(() -> {
                    CompletableFuture<PlaybackLease> lease = cache.lease(ID);
                    asked.countDown();
                    synchronized (leases) {
                        leases.add(lease.join());
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        asked.await();
        answer.complete(FakeService.playable("https://storage.example/a", null));
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(leases).hasSize(100).containsOnly(cache.cached(ID));
        assertThat(service.requests()).isEqualTo(1);
    }

    @Test
    void lease_whenOneOfTheCallersCancels_reachesTheOthers() {
        CompletableFuture<PlaybackLease.Grant> answer = service.nextPending();
        CompletableFuture<PlaybackLease> impatient = cache.lease(ID);
        CompletableFuture<PlaybackLease> patient = cache.lease(ID);

        impatient.cancel(true);
        answer.complete(FakeService.playable("https://storage.example/a", null));

        assertThat(patient.join().isPlayable()).isTrue();
    }

    @Test
    void invalidate_whenCached_asksAgain() {
        cache.lease(ID).join();
        cache.invalidate(ID);
        cache.lease(ID).join();

        assertThat(service.requests()).isEqualTo(2);
    }

    @Test
    void invalidate_whenARequestIsUnderWay_doesNotKeepItsAnswer() {
        CompletableFuture<PlaybackLease.Grant> answer = service.nextPending();
        CompletableFuture<PlaybackLease> early = cache.lease(ID);
        cache.invalidate(ID);
        PlaybackLease late = cache.lease(ID).join();
        answer.complete(FakeService.playable("https://storage.example/old", null));

        assertThat(early.join().url()).isEqualTo("https://storage.example/old");
        assertThat(cache.cached(ID)).isSameAs(late);
    }

    @Test
    void renew_whenTheRejectedLeaseIsStillCached_asksOnce() {
        PlaybackLease rejected = cache.lease(ID).join();

        PlaybackLease fresh = cache.request(ID, rejected, Lane.INTERACTIVE).join();

        assertThat(fresh).isNotSameAs(rejected);
        assertThat(cache.request(ID, rejected, Lane.INTERACTIVE).join()).isSameAs(fresh);
        assertThat(service.requests()).isEqualTo(2);
    }

    @Test
    void lease_whenThereAreMoreThanTheCapacity_keepsThoseInUse() {
        UUID[] ids = IntStream.range(0, 20).mapToObj(i -> new UUID(1, i)).toArray(UUID[]::new);
        cache.lease(ID).join();
        for (UUID id : ids) {
            cache.lease(id).join();
            assertThat(cache.cached(ID)).isNotNull();
        }

        assertThat(cache.size()).isEqualTo(3);
        assertThat(service.requests()).isEqualTo(21);
    }

    @Test
    void lease_whenTheCacheIsOff_asksEveryTime() {
        LeaseCache off = new LeaseCache(service, time, 0, MARGIN, Runnable::run);
        off.lease(ID).join();
        off.lease(ID).join();

        assertThat(off.size()).isZero();
        assertThat(service.requests()).isEqualTo(2);
    }
}
