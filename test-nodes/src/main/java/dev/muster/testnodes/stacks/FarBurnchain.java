package dev.muster.testnodes.stacks;

import dev.muster.testnodes.Knobs;
import java.time.Duration;
import java.time.Instant;

/** A burn chain on another machine: a stand-in talks to no other, so its blocks come out of nowhere. */
record FarBurnchain(Knobs knobs, Instant since) implements Burnchain {
    private static final int HEIGHT = 960_230;

    @Override
    public boolean reached() {
        return Instant.now().isAfter(since.plus(knobs.seconds("warmup", 0.3)));
    }

    @Override
    public int height() {
        Duration every = knobs.seconds("burn-every", 5);
        long blocks =
                every.isZero() ? 0 : Duration.between(since, Instant.now()).toMillis() / every.toMillis();
        return (int) (knobs.number("burn-tip", HEIGHT) + blocks);
    }
}
