package dev.muster.testnodes;

import java.time.Duration;
import java.time.Instant;

/**
 * A chain as a syncing node sees it: the tip of the network moves on, headers run after the tip, blocks after the
 * headers. Nothing moves by itself; {@link #advance} is told the time.
 */
public final class MovingChain {
    private Instant now;
    private Instant tipSince;
    private double tip;
    private double headers;
    private double blocks;

    /**
     * How things move.
     *
     * @param connected without peers neither headers nor blocks come
     * @param headersPerSecond of the node
     * @param blocksPerSecond of the node
     * @param tipEvery between two blocks of the network; zero for a network that stands still
     */
    public record Pace(boolean connected, double headersPerSecond, double blocksPerSecond, Duration tipEvery) {}

    /** What can be seen at one moment; {@code tipSince} is when the newest block was made. */
    public record View(int blocks, int headers, int tip, Instant tipSince) {}

    /**
     * @param height what the node already has
     * @param tip of the network
     */
    public MovingChain(int height, int tip, Instant now, Instant tipSince) {
        this.blocks = height;
        this.headers = height;
        this.tip = Math.max(height, tip);
        this.now = now;
        this.tipSince = tipSince;
    }

    public synchronized View advance(Instant until, Pace pace) {
        double seconds = Math.max(0, Duration.between(now, until).toNanos() / 1e9);
        moveTip(seconds, until, pace);
        if (pace.connected()) {
            headers = Math.min(Math.floor(tip), headers + seconds * pace.headersPerSecond());
            blocks = Math.min(Math.floor(headers), blocks + seconds * pace.blocksPerSecond());
        }
        now = until.isAfter(now) ? until : now;
        return view();
    }

    /** The node makes blocks itself, as on a development network. */
    public synchronized View mine(int count, Instant at) {
        blocks = Math.floor(blocks) + count;
        headers = Math.max(headers, blocks);
        tip = Math.max(tip, blocks);
        tipSince = at;
        return view();
    }

    public synchronized View view() {
        return new View((int) blocks, (int) headers, (int) tip, tipSince);
    }

    private void moveTip(double seconds, Instant until, Pace pace) {
        if (pace.tipEvery().isZero()) {
            return;
        }
        double before = Math.floor(tip);
        tip += seconds / (pace.tipEvery().toNanos() / 1e9);
        if (Math.floor(tip) > before) {
            tipSince = until;
        }
    }
}
