package dev.muster.agent.packing.zstd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SequencesTest {
    /**
     * The table of "Offset updates rules" in github.com/facebook/zstd doc/zstd_compression_format.md, version 0.4.3, read
     * 2026-11-29.
     */
    @Test
    void offsetsAreThoseOfTheFormatsExample() throws UnreadableException {
        int[][] rows = {
            {1114, 11, 1111, 1, 4},
            {1, 22, 1111, 1, 4},
            {2225, 22, 2222, 1111, 1},
            {1114, 111, 1111, 2222, 1111},
            {3336, 33, 3333, 1111, 2222},
            {2, 22, 1111, 3333, 2222},
            {3, 33, 2222, 1111, 3333},
            {3, 0, 2221, 2222, 1111},
            {1, 0, 2222, 2221, 1111}
        };
        Offsets offsets = Offsets.START;
        for (int[] row : rows) {
            offsets = offsets.after(row[0], row[1] > 0);
            assertThat(offsets).isEqualTo(new Offsets(row[2], row[3], row[4]));
        }
    }

    @Test
    void offsetsThatNobodyKnowsStayUnknownUntilThreeNewOnes() throws UnreadableException {
        Offsets offsets = Offsets.UNKNOWN.after(103, true).after(3, false).after(2, true);
        assertThat(offsets).isEqualTo(new Offsets(100, 99, 0));
        assertThat(offsets.within(1000)).isFalse();
        assertThat(offsets.after(53, true).within(1000)).isTrue();
        assertThat(offsets.after(53, true).within(99)).isFalse();
        assertThat(Offsets.UNKNOWN.after(3, false)).isEqualTo(Offsets.UNKNOWN);
    }

    /** Rows of "Appendix A - Decoding tables for predefined codes" of the same document. */
    @ParameterizedTest
    @EnumSource
    void theUsualTablesAreThoseOfTheFormat(Codes codes) {
        FseTable table = FseTable.usual(codes);
        int[] first = IntStream.range(0, 16).map(table::code).toArray();
        int[] last = IntStream.range((1 << table.log) - 8, 1 << table.log)
                .map(table::code)
                .toArray();
        assertThat(first)
                .containsExactly(
                        switch (codes) {
                            case LITERAL_LENGTHS -> new int[] {0, 0, 1, 3, 4, 6, 7, 9, 10, 12, 14, 16, 18, 19, 21, 22};
                            case OFFSETS -> new int[] {0, 6, 9, 15, 21, 3, 7, 12, 18, 23, 5, 8, 14, 20, 2, 7};
                            case MATCH_LENGTHS -> new int[] {0, 1, 2, 3, 5, 6, 8, 10, 13, 16, 19, 22, 25, 28, 31, 33};
                        });
        assertThat(last)
                .containsExactly(
                        switch (codes) {
                            case LITERAL_LENGTHS -> new int[] {20, 21, 23, 24, 35, 34, 33, 32};
                            case OFFSETS -> new int[] {6, 10, 16, 28, 27, 26, 25, 24};
                            case MATCH_LENGTHS -> new int[] {29, 52, 51, 50, 49, 48, 47, 46};
                        });
    }

    @ParameterizedTest
    @EnumSource
    void aDistributionIsReadAsItWasWritten(Codes codes) throws UnreadableException {
        byte[] written = codes.usual.written();
        ForwardBits from = new ForwardBits(Arrays.copyOf(written, written.length + 3), 0, written.length + 3);
        Distribution read = Distribution.read(from, codes);
        assertThat(read.log()).isEqualTo(codes.usual.log());
        assertThat(read.shares()).isEqualTo(codes.usual.shares());
        assertThat(from.at()).isEqualTo(written.length);
    }

    /** The last rows of the tables of "The codes for literals lengths, match lengths, and offsets". */
    @Test
    void codesMeanWhatTheFormatSays() throws UnreadableException {
        byte[] zeros = new byte[16];
        zeros[7] = 1;
        assertThat(Codes.LITERAL_LENGTHS.value(35, new BackwardBits(zeros, 0, 8)))
                .isEqualTo(65536);
        assertThat(Codes.LITERAL_LENGTHS.value(24, new BackwardBits(zeros, 0, 8)))
                .isEqualTo(48);
        assertThat(Codes.MATCH_LENGTHS.value(52, new BackwardBits(zeros, 0, 8))).isEqualTo(65539);
        assertThat(Codes.MATCH_LENGTHS.value(42, new BackwardBits(zeros, 0, 8))).isEqualTo(99);
        assertThat(Codes.OFFSETS.value(27, new BackwardBits(zeros, 0, 8))).isEqualTo(1 << 27);
        assertThat(Codes.OFFSETS.value(0, new BackwardBits(zeros, 0, 8))).isEqualTo(1);
    }
}
