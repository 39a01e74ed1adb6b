package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.testing.Fault;
import dev.muster.agent.testing.FaultyServer;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreSpaceTest {
    private static final Patience SHORT =
            new Patience(1, 50, Duration.ofMillis(1), Duration.ofMillis(3), Duration.ofSeconds(2));
    private static final long NEEDS = 100L << 20;
    private static final long RESERVE = 256L << 20;
    private static final Chain CHAIN = Chain.of("chain.tar.gz", 20, 1 << 20);

    @TempDir
    Path folder;

    private Restored restore(Parts parts, URI from, long free) throws IOException {
        Wish wish = new Wish("archive", from, Optional.of(CHAIN.checksum()), folder, new ByteSize(NEEDS));
        return new Restore(parts, 2, _ -> free, _ -> {}, Duration.ZERO).run(wish, FetchProgress.none());
    }

    /** Red with: files after the checkpoint that count as taken by somebody else; no run would ever have room then. */
    @Test
    void whatAnEarlierRunUnpackedIsRoomForTheNext() throws IOException {
        try (FaultyServer server = new FaultyServer();
                Parts parts = new Parts(SHORT, _ -> {})) {
            URI from = server.serve("/chain.tar.gz", CHAIN.packed());
            Fault[] faults = new Fault[60];
            Arrays.fill(faults, 5, faults.length, Fault.status(503));
            Arrays.fill(faults, 0, 5, new Fault.None());
            server.then(faults);
            assertThatThrownBy(() -> restore(parts, from, NEEDS + RESERVE)).isInstanceOf(MusterException.class);
            server.calm();
            Staging staging = new Staging(folder);
            assertThat(staging.checkpoint().read()).isPresent();
            Path further = staging.files().resolve("chain/blk19");
            Files.write(further, new byte[1 << 20]);
            Files.createLink(staging.files().resolve("chain/blk18"), further);
            assertThat(restore(parts, from, NEEDS + RESERVE - staging.bytes())).isInstanceOf(Restored.Fresh.class);
        }
        CHAIN.assertIn(folder);
    }
}
