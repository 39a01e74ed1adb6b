package dev.muster.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFactsTest {
    private static final String TEXT = """
            MemTotal:       24683656 kB
            MemAvailable:   19000000 kB
            SwapMemTotal:          1 kB
            VmRSS:\t      12 kB
            HugePages_Total:       0
            Last:                  5 kB""";

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "MemTotal, 25276063744",
                "MemAvailable, 19456000000",
                "VmRSS, 12288",
                "Last, 5120",
                "HugePages_Total, none",
                "Total, none",
                "Mem, none"
            })
    void aLineIsFoundByItsWholeKey(String key, Long bytes) {
        assertThat(HostFacts.kilobytes(TEXT, key)).isEqualTo(bytes);
        assertThat(HostFacts.kilobytes("", key)).isNull();
    }
}
