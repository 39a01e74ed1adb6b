package dev.muster.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.state.Observation.Others;
import dev.muster.core.state.Round.Answered;
import dev.muster.core.state.Round.TipSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the other slots tell counts in two ways: as a tip, and as a word on whether the chain moves. */
class OtherTipsTest {
    private static final Instant T0 = NodeFilm.T0;
    private final OtherTips tips = new OtherTips(Duration.ofMinutes(30));

    /** Its peers say the same as ever: only the other slots know that there is more. */
    @Test
    void aNodeWhosePeersWentSilentIsOutAfterTwoProbesThatSawAnotherSlotAhead() {
        NodeFilm film = new NodeFilm(NodeFilm.dev(1));
        for (int second = 0; second <= 20; second += 2) {
            film.after(2).round(beside(100, 100));
        }
        assertThat(film.after(2).round(beside(100, 101)).healthCode()).isEqualTo(200);
        Verdict first = film.after(2).round(beside(100, 102));
        assertThat(first.state()).isEqualTo(NodeState.IN_SYNC);
        Verdict second = film.after(2).round(beside(100, 103));
        assertThat(second.state()).isEqualTo(NodeState.SYNCING);
        assertThat(second.healthCode()).isEqualTo(503);
        assertThat(second.reason()).isEqualTo("it has 100 of 103 blocks (slot 2)");
    }

    private static Answered beside(long height, long other) {
        return new Answered(
                height,
                null,
                List.of(new TipSeen(NodeFilm.PEERS, height, null), new TipSeen("slot 2", other, null)),
                1,
                null,
                Optional.empty(),
                null);
    }

    @Test
    void nobodySeesItMoveBeforeANumberGrows() {
        assertThat(judge(0, 100, 105, 105)).isEqualTo(new Others(2, 2));
        assertThat(judge(60, 100, 105, 106)).isEqualTo(new Others(2, 1));
        assertThat(judge(60 + 30 * 60, 100, 105, 106)).isEqualTo(new Others(2, 2));
    }

    @Test
    void whoCameToWhereThisNodeIsSeesNothingMove() {
        judge(0, 100, 90);
        assertThat(judge(60, 100, 100).allStill()).isTrue();
        assertThat(judge(120, null, 101).allStill()).isFalse();
    }

    @Test
    void aSlotThatTellsNothingAnyMoreDoesNotCount() {
        judge(0, 100, 101, 101);
        judge(2, 100, 101, 102);
        assertThat(judge(4, 100, 101)).isEqualTo(new Others(1, 1));
        assertThat(judge(6, 100)).isEqualTo(Others.NONE);
    }

    private Others judge(long seconds, Integer tip, long... told) {
        List<TipSeen> seen = java.util.stream.IntStream.range(0, told.length)
                .mapToObj(slot -> new TipSeen("slot " + slot, told[slot], null))
                .toList();
        return tips.judge(T0.plusSeconds(seconds), seen, tip == null ? null : tip.longValue());
    }
}
