package dev.muster.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountsTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 7, 999, 1_000, 123_456, 1_234_567, -1, -999, -1_000, Long.MAX_VALUE, Long.MIN_VALUE})
    void thousandsStandApartAsEverywhere(long count) {
        assertThat(Counts.text(count)).isEqualTo(String.format(Locale.ROOT, "%,d", count));
    }

    @Test
    void whatIsUnknownIsAQuestionMark() {
        assertThat(Counts.text(null)).isEqualTo("?");
        assertThat(Counts.of(1, "peer")).isEqualTo("1 peer");
        assertThat(Counts.of(2_000, "peer")).isEqualTo("2,000 peers");
    }
}
