package dev.muster.testnodes.stacks;

import dev.muster.testnodes.Knobs;
import dev.muster.testnodes.MovingChain;
import dev.muster.testnodes.bitcoin.HeightFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The node's own chain: nothing moves before peers are there. */
final class StacksChain {
    private static final int MAINNET_TIP = 1_832_097;
    private static final int OTHER_TIP = 250_000;
    private static final double SECONDS_OF_BLOCKS = 4;
    private static final int BEHIND_AFTER_RESTART = 20;

    private final Knobs knobs;
    private final boolean findsPeers;
    private final HeightFile file;
    private final MovingChain chain;
    private final double tip;
    private Instant opened = Instant.MAX;

    StacksChain(NodeConf conf, Path directory, Knobs knobs) throws IOException {
        this.knobs = knobs;
        findsPeers = conf.mainnet() || !conf.text("node", "bootstrap_node", "").isBlank();
        file = new HeightFile(
                Files.createDirectories(directory.resolve(conf.mode())).resolve("height"));
        tip = knobs.number("tip", conf.mainnet() ? MAINNET_TIP : OTHER_TIP);
        int height = file.read();
        int start = (int) Math.max(tip, height > 0 ? height + BEHIND_AFTER_RESTART : 0);
        chain = new MovingChain(height, start, Instant.now(), Instant.now());
    }

    /** From now on peers are looked for. */
    void open() {
        if (opened.equals(Instant.MAX)) {
            opened = Instant.now();
        }
    }

    int peers() {
        boolean early = Instant.now().minus(knobs.seconds("peers-after", 1)).isBefore(opened);
        return early ? 0 : (int) knobs.number("peers", findsPeers ? 8 : 0);
    }

    MovingChain.View view() {
        return chain.advance(
                Instant.now(),
                new MovingChain.Pace(
                        peers() > 0,
                        tip,
                        knobs.number("blocks-per-second", Math.max(1, tip / SECONDS_OF_BLOCKS)),
                        knobs.seconds("tip-every", 2)));
    }

    void flush() throws IOException {
        file.write(view().blocks());
    }
}
