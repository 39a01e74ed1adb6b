package dev.muster.core.state;

import dev.muster.core.blueprint.Probes;
import dev.muster.core.blueprint.Probes.Work;
import java.time.Duration;
import java.util.Optional;

/**
 * What a node is measured by.
 *
 * @param dev whether the network is for development
 * @param chain whether it has a height at all
 * @param lag blocks behind the tip that still count as in sync
 * @param minPeers peers without which it is not in sync; 0 where they do not matter or cannot be counted
 * @param tipMaxAge age of the reference tip's last movement up to which it is trusted, on public networks
 * @param stalledAfter no progress for so long while the tip moves is a stall; on dev networks, whose blocks come in
 *     seconds, 30 s at most
 * @param idleAfter no work for so long makes a worker idle; empty if it is working as long as it answers
 * @param silence time without an answer after which nothing is known
 */
public record Criteria(
        boolean dev,
        boolean chain,
        int lag,
        int minPeers,
        Duration tipMaxAge,
        Duration stalledAfter,
        Optional<Duration> idleAfter,
        Duration silence) {
    private static final Duration SILENCE = Duration.ofSeconds(8);
    private static final Duration DEV_STALLED = Duration.ofSeconds(30);

    /**
     * From a blueprint's probes.
     *
     * @param devPeers peers that a node of a dev network must have before it can be in sync: 1 for one that follows
     *     others, 0 for one that makes the blocks or is alone
     */
    public static Criteria of(Probes probes, boolean dev, int devPeers) {
        boolean countsPeers = probes.values().containsKey("peers");
        int publicPeers = Math.max(1, probes.rules().minPeers());
        Duration round = probes.every().plus(probes.timeout());
        return new Criteria(
                dev,
                probes.values().containsKey("height"),
                probes.rules().lag(),
                !countsPeers ? 0 : dev ? devPeers : publicPeers,
                probes.rules().tipMaxAge(),
                dev
                        ? shorter(DEV_STALLED, probes.rules().stalledAfter())
                        : probes.rules().stalledAfter(),
                probes.work().map(Work::idleAfter),
                round.compareTo(SILENCE) > 0 ? round : SILENCE);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
