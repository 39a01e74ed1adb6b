package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.testing.Fault;
import dev.muster.agent.testing.FaultyServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PiecePropertiesTest {
    /** Pieces follow each other without gap or overlap, from the first byte to the last. */
    @Property(tries = 300)
    void piecesAreTheWhole(
            @ForAll @LongRange(min = 1, max = 1_000_000) long total,
            @ForAll @IntRange(min = 64, max = 70_000) int size) {
        Pieces pieces = new Pieces(OptionalLong.of(total), size);
        long at = 0;
        long number = 0;
        for (; pieces.has(number); number++) {
            assertThat(pieces.start(number)).isEqualTo(at);
            assertThat(pieces.length(number)).isBetween(1, size);
            at += pieces.length(number);
            assertThat(pieces.end(number)).hasValue(at);
        }
        assertThat(at).isEqualTo(total);
        assertThat(number).isEqualTo(Math.ceilDiv(total, size));
    }

    @Provide
    Arbitrary<List<Fault>> faults() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 60_000).map(Fault.Cut::new),
                        Arbitraries.of(429, 500, 503).map(Fault::status))
                .list()
                .ofMaxSize(8);
    }

    /** Whatever the size of pieces, the number of connections and the faults, the stream is the file. */
    @Property(tries = 80)
    void theStreamIsTheFile(
            @ForAll("faults") List<Fault> faults,
            @ForAll @IntRange(min = 1, max = 60_000) int total,
            @ForAll @IntRange(min = 500, max = 70_000) int size,
            @ForAll @IntRange(min = 1, max = 8) int connections,
            @ForAll boolean ranges)
            throws IOException {
        byte[] bytes = new byte[total];
        new Random(total).nextBytes(bytes);
        Patience patience = new Patience(20, 50, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5));
        try (FaultyServer server = new FaultyServer();
                Parts parts = new Parts(patience, _ -> {})) {
            var from = server.serve("/file", bytes);
            if (!ranges) {
                server.withoutRanges();
            }
            var file = parts.look(from);
            server.then(faults.toArray(Fault[]::new));
            RunningSum sum = RunningSum.fresh(Checksum.Algorithm.SHA256);
            Pieces pieces = new Pieces(file.total(), size);
            PieceStream stream = new PieceStream(parts, file, pieces, sum, 0, connections);
            try {
                assertThat(stream.readAllBytes()).isEqualTo(bytes);
                assertThat(sum.whole()).isEqualTo(Chain.sha256(bytes));
            } finally {
                stream.end();
                sum.end();
            }
        }
    }
}
