package dev.muster.testnodes.bitcoin;

import dev.muster.testnodes.Knobs;
import dev.muster.testnodes.options.Settings;
import java.time.Instant;
import java.time.InstantSource;

/** How many peers there would be: none in the first second, and none at all where the settings leave no way to one. */
final class Peers {
    private final Settings settings;
    private final BitcoinNetwork network;
    private final Knobs knobs;
    private final InstantSource clock;
    private volatile Instant opened = Instant.MAX;

    Peers(Settings settings, BitcoinNetwork network, Knobs knobs, InstantSource clock) {
        this.settings = settings;
        this.network = network;
        this.knobs = knobs;
        this.clock = clock;
    }

    /** From now on peers are looked for. */
    void open() {
        opened = clock.instant();
    }

    int count() {
        boolean early = clock.instant().minus(knobs.seconds("peers-after", 1)).isBefore(opened);
        return early || !settings.flag("networkactive", true) ? 0 : (int) knobs.number("peers", reachable());
    }

    private int reachable() {
        int named = settings.all("connect").stream()
                .filter(peer -> !peer.equals("0"))
                .toList()
                .size();
        if (settings.has("connect")) {
            return network.peers() == 0 ? 0 : named;
        }
        boolean found = settings.flag("dnsseed", true)
                || settings.flag("fixedseeds", true)
                || !settings.all("addnode").isEmpty()
                || !settings.all("seednode").isEmpty();
        return found ? network.peers() : 0;
    }
}
