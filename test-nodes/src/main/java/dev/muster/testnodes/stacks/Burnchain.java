package dev.muster.testnodes.stacks;

import dev.muster.testnodes.Knobs;
import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.http.Caller;
import java.time.Instant;

/** The Bitcoin chain that a node follows. */
interface Burnchain {
    /** Whether its node is reached; says why not. */
    boolean reached() throws Refusal;

    /** Its height as last heard of. */
    int height();

    /** The one that the configuration names: a node of this machine is asked, any other is made up. */
    static Burnchain of(NodeConf conf, Knobs knobs) {
        return Caller.near(conf.text("burnchain", "peer_host", "0.0.0.0"))
                ? new NearBurnchain(conf)
                : new FarBurnchain(knobs, Instant.now());
    }
}
