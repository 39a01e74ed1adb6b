package dev.muster.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.report.NodeReport.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sabotage: what is not known yet is 0; loopback counts as network. */
class HostWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path proc;

    private void counters(long busy, long idle, long in, long out) throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("stat"), "cpu  " + busy + " 0 0 " + idle + " 0 0 0 0 0 0\ncpu0 1 1 1 1\n");
        Files.writeString(proc.resolve("net/dev"), """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                    lo: 999999999    1    0    0    0     0          0         0 999999999    1    0    0    0     0       0          0
                  ens5:%d    1    0    0    0     0          0         0 %d    1    0    0    0     0       0          0
                """.formatted(in, out));
    }

    @Test
    void whatNeedsTwoLooksIsUnknownAfterOne() throws IOException {
        counters(100, 900, 1_000, 500);
        Host first = new HostWatch(proc).look(NOW);
        assertThat(first.cpuPercent()).isNull();
        assertThat(first.networkInBytes()).isNull();
    }

    @Test
    void theRatesAreThoseBetweenTwoLooks() throws IOException {
        HostWatch watch = new HostWatch(proc);
        counters(100, 900, 1_000, 500);
        watch.look(NOW);
        counters(350, 1_650, 21_000, 10_500);
        Host host = watch.look(NOW.plusSeconds(20));
        assertThat(host.cpuPercent()).isEqualTo(25.0);
        assertThat(host.networkInBytes()).isEqualTo(1_000);
        assertThat(host.networkOutBytes()).isEqualTo(500);
    }

    @Test
    void aMachineThatTellsNothingIsUnknown() {
        HostWatch watch = new HostWatch(proc);
        watch.look(NOW);
        assertThat(watch.look(NOW.plusSeconds(20)).cpuPercent()).isNull();
    }
}
