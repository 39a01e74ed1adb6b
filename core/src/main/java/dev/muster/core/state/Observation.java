package dev.muster.core.state;

import java.time.Instant;

/**
 * All that was seen of a node at a moment.
 *
 * @param others what the other slots of the deployment see
 */
public record Observation(Instant at, Situation situation, Round round, Others others) {
    /**
     * The other slots that could be asked.
     *
     * @param answering how many tell what they see
     * @param seeStill how many of them see the chain's tip stand still
     */
    public record Others(int answering, int seeStill) {
        /** Nobody else there. */
        public static final Others NONE = new Others(0, 0);

        /** Whether nobody sees the tip move; true if there is nobody. */
        boolean allStill() {
            return seeStill >= answering;
        }
    }

    /** Of a deployment with one slot. */
    public static Observation of(Instant at, Situation situation, Round round) {
        return new Observation(at, situation, round, Others.NONE);
    }

    /** Nothing but that time has passed. */
    public static Observation tick(Instant at, Situation situation) {
        return of(at, situation, new Round.Pending());
    }
}
