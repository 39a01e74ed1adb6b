package dev.muster.agent.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Silence is waited out, ever later and not for ever; a refusal is not waited for. */
class AskingTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private int asked;

    private Asking asking(Duration patience) {
        return new Asking(
                pauses::add,
                patience,
                (step, what) -> told.add(step + ": " + what),
                (step, why) -> told.add("report of " + step + ": " + why));
    }

    private String answersAfter(int silences) {
        if (asked++ < silences) {
            throw new AwayException("nobody is there", new IOException());
        }
        return "yes";
    }

    @Test
    void silenceIsWaitedOutEverLaterAndToldOnce() throws Exception {
        assertThat(asking(Duration.ofMinutes(5)).of("volume", () -> answersAfter(6), Optional::empty))
                .isEqualTo("yes");
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
        assertThat(told)
                .containsExactly(
                        "report of volume: nobody is there",
                        "volume: waiting: nobody is there",
                        "volume: AWS answers again");
    }

    @Test
    void whatIsKnownIsTakenAtOnce() throws Exception {
        assertThat(asking(Duration.ofMinutes(5)).of("secrets", () -> answersAfter(6), () -> Optional.of("kept")))
                .isEqualTo("kept");
        assertThat(pauses).isEmpty();
        assertThat(told)
                .as("and its value not told")
                .containsExactly("secrets: nobody is there; goes on with what is known from before");
    }

    @Test
    void patienceEnds() {
        assertThatThrownBy(
                        () -> asking(Duration.ofSeconds(20)).of("volume", () -> answersAfter(1_000), Optional::empty))
                .isInstanceOf(MusterException.class)
                .hasMessage("volume: no answer for 20 s: nobody is there");
        assertThat(pauses.stream().mapToLong(Duration::toSeconds).sum()).isBetween(20L, 30L);
    }

    @Test
    void aRefusalIsNotAskedTwice() {
        assertThatThrownBy(() -> asking(Duration.ofMinutes(5))
                        .of(
                                "volume",
                                () -> {
                                    asked++;
                                    throw MusterException.failed("no", "");
                                },
                                () -> Optional.of("kept")))
                .hasMessage("no");
        assertThat(asked).isEqualTo(1);
    }
}
