package com.featherhq.client.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RetryBudgetTest {

    @Test
    void standard_whenFull_allowsTenRetries() {
        RetryBudget budget = RetryBudget.standard();

        assertThat(takeAll(budget)).isEqualTo(10);
        assertThat(budget.tryTakeRetry()).isFalse();
    }

    @Test
    void succeeded_whenEmpty_earnsOneRetryForFiveSuccesses() {
        RetryBudget budget = RetryBudget.ofRetries(3);
        takeAll(budget);

        for (int i = 0; i < 100; i++) {
            budget.succeeded();
        }

        assertThat(takeAll(budget)).isEqualTo(3); // 20 earned, 3 fit.
        for (int i = 0; i < 4; i++) {
            budget.succeeded();
        }
        assertThat(budget.tryTakeRetry()).isFalse();
        budget.succeeded();
        assertThat(budget.tryTakeRetry()).isTrue();
    }

    @Test
    void tryTakeRetry_whenManyThreads_neverOverdraws() {
        RetryBudget budget = RetryBudget.ofRetries(1_000);
        AtomicInteger taken = new AtomicInteger();
        CompletableFuture<?>[] threads = new CompletableFuture<?>[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = CompletableFuture.runAsync(() -> taken.addAndGet(takeAll(budget)));
        }
        CompletableFuture.allOf(threads).join();

        assertThat(taken).hasValue(1_000);
    }

    @Test
    void ofRetries_whenOutOfRange_saysSo() {
        assertThatThrownBy(() -> RetryBudget.ofRetries(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("retries must be between 0 and 100,000,000, but is -1");
        assertThatThrownBy(() -> RetryBudget.ofRetries(100_000_001))
                .hasMessage("retries must be between 0 and 100,000,000, but is 100000001");
        assertThat(RetryBudget.ofRetries(100_000_000).availableRetries()).isEqualTo(100_000_000);
    }

    private static int takeAll(RetryBudget budget) {
        int taken = 0;
        while (budget.tryTakeRetry()) {
            taken++;
        }
        return taken;
    }
}
