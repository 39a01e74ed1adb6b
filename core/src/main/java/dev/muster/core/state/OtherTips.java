package dev.muster.core.state;

import dev.muster.core.state.Observation.Others;
import dev.muster.core.state.Round.TipSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether other slots see the chain move: one does if the tip it tells of grew lately and is above this node's. One
 * that told the same number for long does not, nor does one that has only come to where this node is.
 */
public final class OtherTips {
    private final Tips tips = new Tips();
    private final Duration maxAge;

    /** @param maxAge of a tip's last movement, up to which it counts as moving */
    public OtherTips(Duration maxAge) {
        this.maxAge = maxAge;
    }

    /**
     * What they see.
     *
     * @param told by each of them, under a label of its own
     * @param tip what this node takes for the network's tip; null if it knows none
     */
    public Others judge(Instant now, List<TipSeen> told, @Nullable Long tip) {
        tips.see(now, told);
        int moving = tips.movedAbove(tip == null ? -1 : tip, now.minus(maxAge));
        return new Others(told.size(), told.size() - moving);
    }
}
