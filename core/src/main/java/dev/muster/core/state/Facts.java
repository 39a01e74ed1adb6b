package dev.muster.core.state;

import dev.muster.core.state.Observation.Others;
import dev.muster.core.state.Round.Answered;
import dev.muster.core.state.Round.TipSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the rules look at.
 *
 * @param before the state until now
 * @param answered whether it answered since its programs were started
 * @param answer its last answer; null if {@code answered} is false or an earlier agent had it
 * @param warmingUp what it is busy with before it can answer
 * @param failures rounds in a row without an answer
 * @param failure why the last one failed
 * @param silence time since the last answer
 * @param known last values
 * @param reference the tip it is measured by
 * @param behindRounds answers in a row that were too far behind
 * @param still time since it last got on
 * @param othersMove whether the tip, or another node, got on since
 * @param phase {@code headers}, {@code blocks} or null
 */
record Facts(
        Instant now,
        Criteria criteria,
        Situation situation,
        NodeState before,
        boolean answered,
        @Nullable Answered answer,
        @Nullable String warmingUp,
        int failures,
        String failure,
        Duration silence,
        Known known,
        Optional<TipSeen> reference,
        int behindRounds,
        Duration still,
        boolean othersMove,
        @Nullable String phase,
        Others others) {

    boolean behind() {
        return known.lag() != null && known.lag() > criteria.lag();
    }

    /** Age of the reference tip's last movement; empty if it was not seen to move. */
    Optional<Duration> tipAge() {
        Instant block = answer == null ? null : answer.blockTime();
        Instant moved = block != null && !behind()
                ? block
                : reference.map(TipSeen::movedAt).orElse(null);
        return Optional.ofNullable(moved).map(then -> Times.age(then, now));
    }

    /** {@code 1,500 of 3,000 blocks (peers' headers)}. */
    String ofBlocks() {
        return "%s of %s blocks (%s)"
                .formatted(Counts.text(known.height()), Counts.text(known.tip()), String.valueOf(known.tipSource()));
    }
}
