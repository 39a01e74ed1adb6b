package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EarlyFlushTest {
    private static final long MIB = 1L << 20;

    @Test
    void aFlushThatTakesLongHoldsNobodyUpAndIsNotDoubled() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        EarlyFlush early = new EarlyFlush(() -> {
            begun.incrementAndGet();
            first.countDown();
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        early.written(63 * MIB);
        assertThat(begun).hasValue(0);
        early.written(64 * MIB);
        first.await();
        early.written(1000 * MIB);
        slow.countDown();
        early.close();
        assertThat(begun).hasValue(1);
    }

    /** Red with: hours of fetching for what is lost. */
    @Test
    void afterABlockThatCouldNotBeWrittenNothingMoreIsFetched() {
        EarlyFlush early = new EarlyFlush(() -> {
            throw new IllegalStateException("Input/output error");
        });
        assertThatThrownBy(() -> {
                    for (long bytes = 64 * MIB; bytes < 1_000_000 * MIB; bytes++) {
                        early.written(bytes);
                    }
                })
                .hasMessage("Input/output error");
        early.close();
    }

    /** Red with: what is left to the last flush, which would not hear of it again. */
    @Test
    void aBlockThatCouldNotBeWrittenIsSaidInTheEnd() {
        EarlyFlush early = new EarlyFlush(() -> {
            throw new IllegalStateException("Input/output error");
        });
        early.written(64 * MIB);
        assertThatThrownBy(early::close).hasMessage("Input/output error");
    }
}
