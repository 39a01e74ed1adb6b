package dev.muster.testnodes.bitcoin;

import dev.muster.testnodes.Knobs;
import dev.muster.testnodes.MovingChain;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The chain of one network with all that misleads in the real program's own words about it: before headers come
 * {@code blocks == headers}; {@code verificationprogress} is close to 1 soon; {@code initialblockdownload} falls to
 * false when the newest block is younger than a day and never rises again.
 *
 * <p>Source: recordings of litecoind 0.21.2.1 on regtest of 2026-11-22.
 */
final class BitcoinChain {
    private static final Duration OLD = Duration.ofHours(24);
    private static final double SECONDS_OF_HEADERS = 1;
    private static final double SECONDS_OF_BLOCKS = 3;
    private static final double BEHIND_AFTER_RESTART = 20;

    private final BitcoinNetwork network;
    private final Knobs knobs;
    private final InstantSource clock;
    private final MovingChain chain;
    private final Peers peers;
    private boolean downloading = true;

    BitcoinChain(BitcoinNetwork network, Knobs knobs, InstantSource clock, Peers peers, int height) {
        this.network = network;
        this.knobs = knobs;
        this.clock = clock;
        this.peers = peers;
        Instant now = clock.instant();
        Instant tipSince = now.minus(knobs.seconds("tip-age", 0));
        chain = new MovingChain(height, tipAtStart(height), now, tipSince);
    }

    private int tipAtStart(int height) {
        int tip = (int) knobs.number("tip", network.tip());
        boolean moving = tip > 0 && height >= tip;
        return moving ? height + (int) knobs.number("behind", BEHIND_AFTER_RESTART) : tip;
    }

    BitcoinNetwork network() {
        return network;
    }

    /** What a test lets it say in the place of the truth. */
    Optional<String> lie(String knob) {
        return knobs.text(knob);
    }

    MovingChain.View view() {
        return chain.advance(clock.instant(), pace());
    }

    void mine(int count) {
        view();
        chain.mine(count, clock.instant());
    }

    private MovingChain.Pace pace() {
        double tip = Math.max(1, knobs.number("tip", network.tip()));
        return new MovingChain.Pace(
                peers.count() > 0,
                knobs.number("headers-per-second", tip / SECONDS_OF_HEADERS),
                knobs.number("blocks-per-second", tip / SECONDS_OF_BLOCKS),
                network == BitcoinNetwork.REGTEST ? knobs.seconds("tip-every", 0) : knobs.seconds("tip-every", 3));
    }

    synchronized boolean downloading(MovingChain.View view) {
        downloading = downloading
                && time(view.blocks(), view).isBefore(clock.instant().minus(OLD));
        return downloading;
    }

    /** The timestamp of a block; the first block of a development network is years old. */
    Instant time(int height, MovingChain.View view) {
        if (height == 0) {
            return Instant.ofEpochSecond(1_296_688_602);
        }
        return view.tipSince().minus(BitcoinNetwork.SPACING.multipliedBy(Math.max(0, view.tip() - height)));
    }

    double verificationProgress(MovingChain.View view) {
        if (network == BitcoinNetwork.REGTEST) {
            return 1;
        }
        double since =
                Duration.between(time(view.blocks(), view), clock.instant()).toSeconds();
        double missing = Math.max(0, since / BitcoinNetwork.SPACING.toSeconds() - 1);
        return Math.min(1, (view.blocks() + 1e-9) / (view.blocks() + missing + 1e-9));
    }

    String hash(int height) {
        try {
            byte[] seed = (network.chain() + height).getBytes(StandardCharsets.UTF_8);
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(seed));
            return network == BitcoinNetwork.REGTEST ? digest : "0".repeat(20) + digest.substring(20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
