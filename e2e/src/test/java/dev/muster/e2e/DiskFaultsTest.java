package dev.muster.e2e;

import static dev.muster.e2e.Seen.is;
import static dev.muster.e2e.Seen.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.testing.Needs;
import dev.muster.core.fault.FaultWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full or take no writes, under real nodes. */
class DiskFaultsTest {
    private static final String AREA = "the disk";
    private static final String SPEC = """
            muster: 1
            name: ltc
            blueprint: litecoin
            network: regtest
            produce: {every: 1h, initial: 20}
            """;

    @TempDir
    Path home;

    @BeforeAll
    static void litecoind() {
        Needs.that(Files.exists(Path.of("/usr/lib/litecoin/litecoind")), "litecoind (apt-get install litecoind)");
    }

    private static JsonNode up(Muster muster) throws Exception {
        muster.run("up", muster.spec("ltc", SPEC).toString()).ok();
        muster.await("ltc", 1, Duration.ofSeconds(60), report -> Seen.height(report) >= 20);
        // What was mined is flushed by a clean stop: what a crash of the node loses is not what this is about.
        muster.run("restart", "ltc").ok();
        return muster.await("ltc", 1, Duration.ofSeconds(60), Seen::healthy);
    }

    /** Sabotage that turns it red: the guard looks at another disk; what was stopped for space stays stopped. */
    @Test
    void beforeTheDiskIsFullTheNodeStopsCleanlyAndComesBackWhenThereIsRoom() throws Exception {
        try (SmallDisk disk = new SmallDisk(home, home.resolve("mount"), "3G");
                Muster muster =
                        new Muster(home).with("XDG_STATE_HOME", disk.at().toString())) {
            JsonNode before = up(muster);
            FaultWatch row = FaultWatch.of(AREA, "it gets full", "a file in the rest of a disk of 3 GB, all but a 40th")
                    .data(Seen.CHAIN, Seen.chain(muster, "ltc", Seen.height(before)));
            long total = disk.at().toFile().getTotalSpace();
            disk.fill(total / 15);
            Seen.event(muster, "ltc", "the disk is getting full", 20);
            assertThat(muster.api("ltc", 1).health())
                    .as("health, in spite of the warning")
                    .isEqualTo(200);
            Path filler = disk.fill(total / 40);
            row.injected();
            JsonNode stopped = muster.await("ltc", 1, Duration.ofSeconds(30), report -> is(report, "stopped"));
            row.told("stopped", reason(stopped), "the disk is nearly full", 20);
            assertThat(disk.at().toFile().getUsableSpace()).isPositive();
            assertThat(muster.run("logs", "ltc").ok().out()).contains("Shutdown: done");
            Files.delete(filler);
            row.mended();
            JsonNode back = muster.await("ltc", 1, Duration.ofSeconds(40), report -> is(report, "in-sync"));
            assertThat(back.path("height").asLong()).isGreaterThanOrEqualTo(20);
            row.recovered(30);
        }
    }

    /** Sabotage that turns it red: an event that cannot be written down ends the agent. */
    @Test
    void aDiskOfLogsThatIsFullStopsNoNode() throws Exception {
        try (Muster muster = new Muster(home)) {
            JsonNode before = up(muster);
            Path logs = muster.slotFolder("ltc", 1).resolve("logs");
            muster.run("stop", "ltc").ok();
            try (SmallDisk disk = new SmallDisk(home, logs, "16M")) {
                muster.run("start", "ltc").ok();
                muster.await("ltc", 1, Duration.ofSeconds(40), Seen::healthy);
                FaultWatch row = FaultWatch.of(AREA, "the disk of logs is full", "a disk of 16 MB at `logs`, filled")
                        .data(Seen.CHAIN, Seen.chain(muster, "ltc", Seen.height(before)));
                Path filler = disk.fill(0);
                fillUp(disk.at().resolve("rest"));
                row.injected();
                muster.api("ltc", 1).rpc("getbestblockhash");
                JsonNode well = muster.await("ltc", 1, Duration.ofSeconds(10), Seen::healthy);
                row.told("in-sync", reason(well), "", 10);
                long begin = System.nanoTime();
                while (Seen.since(begin) < 12) {
                    assertThat(Seen.healthy(muster.api("ltc", 1).report().orElseThrow()))
                            .isTrue();
                    Thread.sleep(500);
                }
                Files.delete(filler);
                Files.delete(disk.at().resolve("rest"));
                row.mended();
                muster.run("restart", "ltc").ok();
                muster.await("ltc", 1, Duration.ofSeconds(40), Seen::healthy);
                assertThat(muster.run("logs", "ltc").ok().out())
                        .as("the log goes on")
                        .contains("init message");
                row.recovered(40);
                muster.run("stop", "ltc").ok();
            }
        }
    }

    private static void fillUp(Path file) throws Exception {
        new ProcessBuilder("dd", "if=/dev/zero", "of=" + file, "bs=512")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /**
     * The agent cannot write down anything any more and goes on telling all the same.
     *
     * <p>Sabotage that turns it red: an agent that cannot keep its records ends.
     */
    @Test
    void aDiskThatTakesNoWritesFailsTheNodeAndTheAgentSaysSo() throws Exception {
        try (SmallDisk disk = new SmallDisk(home, home.resolve("mount"), "3G");
                Muster muster =
                        new Muster(home).with("XDG_STATE_HOME", disk.at().toString())) {
            JsonNode before = up(muster);
            long agent = muster.agent("ltc", 1);
            long guard = muster.guard("ltc", 1);
            FaultWatch row = FaultWatch.of(AREA, "it takes no writes", "the kernel's own switch for an error of ext4")
                    .data(Seen.CHAIN, Seen.chain(muster, "ltc", Seen.height(before)));
            disk.readOnly();
            // The next block is one it cannot write: a node that writes nothing does not notice.
            Muster.signal(Seen.pid(before), "TERM");
            row.injected();
            JsonNode failed = muster.await("ltc", 1, Duration.ofSeconds(90), report -> is(report, "failed"));
            row.told("failed", reason(failed), "Read-only file system", 90);
            assertThat(muster.api("ltc", 1).health()).isEqualTo(503);
            assertThat(Muster.alive(agent)).as("the agent lives").isTrue();
            // What a person does who is called: repairs the disk, on which nothing may run meanwhile.
            row.mended();
            Muster.signal(guard, "KILL");
            Muster.signal(agent, "KILL");
            Muster.until("it is gone", Duration.ofSeconds(10), () -> !Muster.alive(agent) && !Muster.alive(guard));
            disk.unmount();
            disk.check();
            disk.mount();
            muster.run("up", "ltc").ok();
            muster.await("ltc", 1, Duration.ofSeconds(40), report -> is(report, "in-sync"));
            row.recovered(90);
        }
    }
}
