package dev.muster.testnodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MovingChainTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void withoutPeersTheNodeKnowsOfNothingMore() {
        MovingChain chain = new MovingChain(10, 100, START, START);

        assertThat(chain.advance(after(5), pace(false, 50, 10, 0))).isEqualTo(new MovingChain.View(10, 10, 100, START));
    }

    @Test
    void headersComeFirstAndBlocksAfterThem() {
        MovingChain chain = new MovingChain(0, 100, START, START);

        MovingChain.View early = chain.advance(after(1), pace(true, 50, 10, 0));
        assertThat(early).isEqualTo(new MovingChain.View(10, 50, 100, START));

        MovingChain.View late = chain.advance(after(20), pace(true, 50, 10, 0));
        assertThat(late).isEqualTo(new MovingChain.View(100, 100, 100, START));
    }

    @Test
    void aChangedRateCountsFromThenOn() {
        MovingChain chain = new MovingChain(0, 1000, START, START);
        chain.advance(after(10), pace(true, 1000, 10, 0));

        assertThat(chain.advance(after(20), pace(true, 1000, 5, 0)).blocks()).isEqualTo(150);
    }

    @Test
    void theTipMovesOnAndTellsSinceWhen() {
        MovingChain chain = new MovingChain(100, 100, START, START);

        MovingChain.View view = chain.advance(after(3), pace(true, 50, 10, 3));

        assertThat(view).isEqualTo(new MovingChain.View(101, 101, 101, after(3)));
    }

    @Test
    void minedBlocksAreThereAtOnce() {
        MovingChain chain = new MovingChain(0, 0, START, START);

        assertThat(chain.mine(3, after(1))).isEqualTo(new MovingChain.View(3, 3, 3, after(1)));
    }

    private static Instant after(int seconds) {
        return START.plusSeconds(seconds);
    }

    private static MovingChain.Pace pace(boolean connected, double headers, double blocks, int tipEvery) {
        return new MovingChain.Pace(connected, headers, blocks, Duration.ofSeconds(tipEvery));
    }
}
