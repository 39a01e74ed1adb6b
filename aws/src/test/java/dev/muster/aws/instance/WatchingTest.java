package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the agent concludes by itself. Sabotage: it gives up an instance that syncs; the clock is told with each answer. */
class WatchingTest {
    private final List<String> events = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aClockThatIsOffIsToldOnceAndOnceWhenItIsRightAgain() {
        ClockWatch watch = new ClockWatch(() -> now, (type, message) -> events.add(message));
        watch.seen(now.plusSeconds(100));
        assertThat(events).isEmpty();
        for (int i = 0; i < 5; i++) {
            watch.seen(now.plusSeconds(400));
        }
        assertThat(events).singleElement().asString().contains("6 min 40 s behind AWS's");
        watch.seen(now.plusSeconds(1));
        assertThat(events).hasSize(2).last().asString().contains("right again");
    }

    @Test
    void anInstanceIsGivenUpOnceAndAfterLong() {
        GiveUp giveUp = new GiveUp();
        assertThat(giveUp.decide(now, NodeState.STALLED, true)).isFalse();
        assertThat(giveUp.decide(now.plus(GiveUp.LASTS), NodeState.STALLED, true))
                .isTrue();
        assertThat(giveUp.decide(now.plus(GiveUp.LASTS.multipliedBy(3)), NodeState.STALLED, true))
                .isFalse();
    }

    @Test
    void aDiskThatTakesWritesAgainIsForgiven() {
        GiveUp giveUp = new GiveUp();
        giveUp.decide(now, NodeState.FAILED, true);
        giveUp.decide(now.plusSeconds(60), NodeState.FAILED, false);
        assertThat(giveUp.decide(now.plus(GiveUp.LASTS), NodeState.FAILED, true))
                .isFalse();
    }

    @Test
    void aTroubleThatLastsIsOneEventAndOneWhenItIsOver() {
        Trouble trouble = new Trouble((type, message) -> events.add(message));
        IOException full = new IOException("No space left on device");
        for (int second = 0; second <= 600; second += 10) {
            trouble.failed("logs cannot be sent", now.plusSeconds(second), full);
        }
        assertThat(events).containsExactly("logs cannot be sent: No space left on device");
        trouble.worked("logs cannot be sent", now.plusSeconds(610));
        trouble.worked("logs cannot be sent", now.plusSeconds(620));
        assertThat(events).hasSize(2);
    }

    @Test
    void aBlipIsNoNews() {
        Trouble trouble = new Trouble((type, message) -> events.add(message));
        for (int i = 0; i < 100; i++) {
            trouble.failed("a", now.plusSeconds(i * 10L), new IOException("x"));
            trouble.worked("a", now.plusSeconds(i * 10L + 5));
        }
        assertThat(events).isEmpty();
    }

    @Test
    void aClockThatIsSetBackMakesNobodyWaitLonger() {
        Turn turn = new Turn(new java.util.SplittableRandom(1));
        turn.worked(now, Duration.ofMinutes(1));
        assertThat(turn.isDue(now.plusSeconds(30))).isFalse();
        assertThat(turn.isDue(now.minusSeconds(3600))).isTrue();
        turn.failed(now.minusSeconds(3600));
        assertThat(turn.isDue(now.minusSeconds(3600))).isFalse();
        assertThat(turn.isDue(now.minusSeconds(7200))).isTrue();
    }

    @Test
    void whatFailsIsAskedForEverMoreSeldomAndWithinAMinute() {
        Turn turn = new Turn(new java.util.SplittableRandom(1));
        int asked = 0;
        for (int second = 0; second < 600; second++) {
            Instant at = now.plusSeconds(second);
            if (turn.isDue(at)) {
                asked++;
                turn.failed(at);
            }
        }
        assertThat(asked).isBetween(12, 30);
        turn.worked(now, Duration.ofSeconds(5));
        assertThat(turn.isDue(now.plusSeconds(4))).isFalse();
        assertThat(turn.isDue(now.plusSeconds(5))).isTrue();
    }
}
