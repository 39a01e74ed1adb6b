package dev.muster.agent.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.testing.Fault;
import dev.muster.agent.testing.FaultyServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ResumePropertiesTest {
    private static final int SIZE = 50_000;

    @Provide
    Arbitrary<List<Fault>> faults() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, SIZE).map(Fault.Cut::new),
                        Arbitraries.of(429, 500, 503).map(Fault::status),
                        Arbitraries.of("bytes 0-9/10", "bytes 7-49999/50000", "x")
                                .map(Fault.Range::new))
                .list()
                .ofMaxSize(6);
    }

    /** Whatever happens to the connections, the file is right in the end, and nothing else is left. */
    @Property(tries = 60)
    void theFileIsRightInTheEnd(@ForAll("faults") List<Fault> faults) throws IOException {
        byte[] bytes = new byte[SIZE];
        new Random(7).nextBytes(bytes);
        Path folder = Files.createTempDirectory("muster-resume-");
        Patience patience = new Patience(20, 20, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5));
        try (FaultyServer server = new FaultyServer();
                Fetcher fetcher = new Fetcher(patience, _ -> {}, _ -> Long.MAX_VALUE)) {
            URI file = server.serve("/node", bytes).resolve("/node");
            server.then(faults.toArray(Fault[]::new));
            fetcher.toFile(file, folder.resolve("node"), FetchProgress.none());
            assertThat(folder.resolve("node")).hasBinaryContent(bytes);
            assertThat(folder.toFile().list()).containsExactly("node");
        } finally {
            Files.deleteIfExists(folder.resolve("node"));
            folder.toFile().delete();
        }
    }
}
