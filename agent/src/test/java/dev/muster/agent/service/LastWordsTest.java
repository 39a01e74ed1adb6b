package dev.muster.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LastWordsTest {
    private static List<String> lines(int count) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void theErrorIsShownThoughMuchWasWrittenAfterIt() {
        List<String> lines = lines(40);
        lines.set(7, "Error: Unable to bind to 127.0.0.1:19444 on this computer.");
        assertThat(LastWords.of(lines)).containsExactly(lines.get(7), "line 36", "line 37", "line 38", "line 39");
    }

    @Test
    void withoutOneTheLastFiveAreShown() {
        assertThat(LastWords.of(lines(9))).containsExactlyElementsOf(lines(9).subList(4, 9));
        assertThat(LastWords.of(lines(2))).hasSize(2);
        assertThat(LastWords.of(List.of())).isEmpty();
    }

    @Test
    void ofManyErrorsTheLastThreeLeaveRoomForTheEnd() {
        List<String> lines = lines(10);
        IntStream.range(0, 8).forEach(i -> lines.set(i, "ERROR " + i));
        assertThat(LastWords.of(lines)).containsExactly("ERROR 5", "ERROR 6", "ERROR 7", "line 8", "line 9");
    }
}
