package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.fetch.RemoteFile;
import dev.muster.agent.testing.FaultyServer;
import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceStreamTest {
    /** More bytes than an array can have: there is no memory for a piece, on any machine. */
    private static final int HUGE = Integer.MAX_VALUE;

    /** Red with: the thread that fetches ends, and the reader waits for its piece for ever. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Timeout(20)
    void theReaderHearsOfMemoryThatIsShort(boolean ranges) throws IOException {
        try (FaultyServer server = new FaultyServer();
                Parts parts = new Parts(Patience.NORMAL, _ -> {})) {
            var from = server.serve("/file", new byte[100]);
            if (!ranges) {
                server.withoutRanges();
            }
            RemoteFile file = parts.look(from);
            RunningSum sum = RunningSum.fresh(Checksum.Algorithm.SHA256);
            PieceStream stream = new PieceStream(parts, file, new Pieces(OptionalLong.of(2L * HUGE), HUGE), sum, 0, 2);
            try {
                assertThatThrownBy(stream::read).isInstanceOf(OutOfMemoryError.class);
            } finally {
                stream.end();
                sum.end();
            }
        }
    }
}
