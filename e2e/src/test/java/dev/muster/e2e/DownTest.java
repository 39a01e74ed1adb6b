package dev.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.process.Marked;
import dev.muster.e2e.Muster.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code down} leaves of a node on a public network, a stand-in for Bitcoin Core. */
class DownTest {
    @TempDir
    Path home;

    /** Sabotage that turns it red: down removes data of a public network; up makes a new slot; --yes is not asked for. */
    @Test
    void dataOfAPublicNetworkStayUntilTheyAreMeant() throws Exception {
        try (Muster muster = new Muster(home);
                StandInBitcoin bitcoin = new StandInBitcoin(
                        home.resolve("standin"), Map.of("tip-every", "1", "blocks-per-second", "1000000"), "1m")) {
            up(muster, bitcoin, "one");
            JsonNode before = muster.node("one", 1);
            String password = Files.readString(muster.state().resolve("one/secrets/rpc-password"));
            String id = before.path("nodeId").asText();
            Result down = muster.run("down", "one").ok();
            System.out.print(down.out());
            assertThat(down.out())
                    .contains("data stay in " + muster.slotFolder("one", 1))
                    .containsPattern(", [1-9][0-9.]* [KMGi]*B of this disk")
                    .contains("muster down one --delete-data");
            assertThat(Marked.find(id + "/node")).isEmpty();
            assertThat(muster.state().resolve("one/software")).doesNotExist();

            muster.run("up", "one", "--wait", "in-sync").ok();
            JsonNode after = muster.node("one", 1);
            assertThat(after.path("nodeId")).isEqualTo(before.path("nodeId"));
            assertThat(after.path("endpoints")).isEqualTo(before.path("endpoints"));
            assertThat(after.path("height").asLong())
                    .isGreaterThanOrEqualTo(before.path("height").asLong());
            assertThat(muster.state().resolve("one/secrets/rpc-password")).hasContent(password);

            up(muster, bitcoin, "two");
            Result refused = muster.run("down", "one", "--delete-data");
            assertThat(refused.exit()).isEqualTo(3);
            assertThat(refused.err()).contains("add --yes");
            assertThat(muster.api("one", 1).health()).isPositive();
            muster.run("down", "one", "--delete-data", "--yes").ok();
            assertThat(muster.state().resolve("one")).doesNotExist();
            assertThat(Muster.alive(muster.pid("two", 1))).isTrue();

            assertThat(muster.run("down", "--all", "--delete-data").exit()).isEqualTo(3);
            muster.run("down", "--all", "--delete-data", "--yes").ok();
            assertThat(muster.state()).doesNotExist();
            assertThat(muster.run("status").ok().err()).contains("nothing is up");
        }
    }

    private static void up(Muster muster, StandInBitcoin bitcoin, String name) throws Exception {
        String spec = "muster: 1\nname: %s\nblueprint: bitcoin\nnetwork: mainnet\n".formatted(name);
        muster.run(
                        "up",
                        muster.spec(name, spec).toString(),
                        "--blueprints",
                        bitcoin.blueprints(),
                        "--wait",
                        "in-sync",
                        "--yes")
                .ok();
        muster.await(
                name, 1, Duration.ofSeconds(30), report -> report.path("height").asLong() > 0);
    }
}
