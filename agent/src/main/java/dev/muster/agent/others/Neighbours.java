package dev.muster.agent.others;

import dev.muster.agent.node.NodeSetup;
import dev.muster.core.report.NodeReport;
import dev.muster.core.state.NodeState;
import dev.muster.core.state.Observation.Others;
import dev.muster.core.state.OtherTips;
import dev.muster.core.state.Round.TipSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the other slots' reports mean to this one. A node whose peers went silent, or are cut off with it, cannot know
 * that there are more blocks; the other slots do.
 */
public final class Neighbours {
    /** An older report says nothing: agents write one each minute. */
    static final Duration FRESH = Duration.ofMinutes(2);

    private static final Set<NodeState> ANSWERING = EnumSet.of(NodeState.IN_SYNC, NodeState.SYNCING, NodeState.STALLED);

    private final NodeSetup setup;
    private final OtherSlots slots;
    private final OtherTips tips;
    private volatile List<NodeReport> reports = List.of();

    /** @param slots where their reports are */
    public Neighbours(NodeSetup setup, OtherSlots slots) {
        this.setup = setup;
        this.slots = slots;
        this.tips = new OtherTips(setup.criteria().tipMaxAge());
    }

    /**
     * Looks at their reports. To be called before the node is asked: what they had is then older than what it has, and
     * a block on its way makes nobody look behind.
     *
     * @return the blocks that each of them has; never the tip it was told of, which may come from this very node
     */
    public List<TipSeen> look(Instant now) {
        try {
            reports = setup.oneChain() ? fresh(now) : List.of();
        } catch (RuntimeException e) {
            // What another slot wrote, perhaps by another version, must not end the thread that asks.
            reports = List.of();
        }
        return each(NodeReport::height);
    }

    private List<NodeReport> fresh(Instant now) {
        Stream<NodeReport> all = slots.reports(setup.slot()).stream();
        return all.filter(report -> ANSWERING.contains(report.state()) && isFresh(report, now))
                .filter(report -> report.network().equals(setup.node().network()))
                .toList();
    }

    private static boolean isFresh(NodeReport report, Instant now) {
        return Duration.between(Instant.parse(report.at()), now).compareTo(FRESH) <= 0;
    }

    private List<TipSeen> each(Function<NodeReport, @Nullable Long> number) {
        return reports.stream()
                .flatMap(report -> seen(report, number.apply(report)))
                .toList();
    }

    private static Stream<TipSeen> seen(NodeReport report, @Nullable Long number) {
        return number == null ? Stream.of() : Stream.of(new TipSeen("slot " + report.slot(), number, null));
    }

    /**
     * Whether they see the chain move, by what {@link #look} found; to be asked by one thread alone.
     *
     * @param tip what this node takes for the network's tip
     */
    public Others others(Instant now, @Nullable Long tip) {
        return tips.judge(now, each(NodeReport::tip), tip);
    }
}
