package dev.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.testnodes.standin.StandInBlueprints;
import dev.muster.testnodes.standin.StandInServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every role of every blueprint whose software cannot be had here, from its installation to its stop, by the real
 * program and the blueprint as it is; only where the software comes from is another place. What can be had (Litecoin
 * Core, anvil) has its own tests.
 *
 * <p>Sabotage: misspell a key in a template (the stand-in ends, the node fails); ask another path in a probe (it stays
 * unknown); write another stop signal (its exit is no clean one).
 */
class EveryRoleTest {
    private static final String KEY = "01".repeat(32);
    private static final List<String> TABLE = new ArrayList<>();
    private static final Map<String, String> QUICK = Map.of(
            "tip", "3000", "warmup", "0.2", "peers-after", "0.5", "jobs-every", "1", "loop-every", "0.5", "flush", "0.2");

    @TempDir
    static Path shared;

    @TempDir
    Path home;

    private static StandInServer server;
    private static Path blueprints;

    /** Roles, each with what its spec says beyond blueprint, network and role. */
    enum Role {
        BITCOIN("bitcoin", "mainnet", "follower", "in-sync", ""),
        STACKS_FOLLOWER("stacks", "mainnet", "follower", "in-sync", ""),
        STACKS_TESTNET("stacks", "testnet", "follower", "in-sync", ""),
        STACKS_SIGNER("stacks", "mainnet", "signer", "in-sync", "secrets: {signer-key: {env: KEY}}\n"),
        THETA("theta", "mainnet", "edge", "working", "secrets: {keystore-password: {env: KEY}}\n"),
        ALLORA_WORKER("allora", "testnet", "worker", "working", "settings: {topic: 1}\nsecrets: {mnemonic: {env: WORDS}}\n"),
        ALLORA_REPUTER("allora", "testnet", "reputer", "working", "settings: {topic: 1}\nsecrets: {mnemonic: {env: WORDS}}\n");

        private final String blueprint;
        private final String network;
        private final String role;
        private final String goal;
        private final String more;

        Role(String blueprint, String network, String role, String goal, String more) {
            this.blueprint = blueprint;
            this.network = network;
            this.role = role;
            this.goal = goal;
            this.more = more;
        }

        String spec(String name) {
            return "muster: 1\nname: %s\nblueprint: %s\nnetwork: %s\nrole: %s\n%s"
                    .formatted(name, blueprint, network, role, more);
        }
    }

    @BeforeAll
    static void serve() throws Exception {
        server = StandInServer.start(shared.resolve("www"), QUICK);
        blueprints = StandInBlueprints.of(Muster.repository("blueprints"), server.url(), shared.resolve("blueprints"));
    }

    @AfterAll
    static void table() {
        server.close();
        System.out.println("blueprint  role      network  goal     version                         services");
        TABLE.forEach(System.out::println);
    }

    @ParameterizedTest
    @EnumSource
    void goesFromInstallationToItsStop(Role role) throws Exception {
        try (Muster muster = muster()) {
            follow(muster, role, "node", role.spec("node"));
        }
    }

    /** A miner spends from a wallet in a bitcoin node: two deployments, one of which names the other. */
    @Test
    void aMinerUsesTheWalletOfABitcoinDeployment() throws Exception {
        try (Muster muster = muster()) {
            up(muster, "btc", Role.BITCOIN.spec("btc"));
            muster.await("btc", 1, Duration.ofMinutes(1), is("in-sync"));
            muster.run("rpc", "-d", "btc", "createwallet", "miner").ok();
            follow(muster, Role.STACKS_SIGNER, "miner", """
                    muster: 1
                    name: miner
                    blueprint: stacks
                    network: mainnet
                    role: miner
                    references: {burnchain: {deployment: btc}}
                    settings: {wallet-name: miner}
                    secrets: {signer-key: {env: KEY}, miner-seed: {env: KEY}}
                    """);
        }
    }

    private Muster muster() {
        return new Muster(home)
                .with("KEY", KEY)
                .with("WORDS", "one two three four five six seven eight nine ten eleven twelve");
    }

    private void up(Muster muster, String name, String spec) throws Exception {
        muster.run("up", muster.spec(name, spec).toString(), "--blueprints", blueprints.toString(), "--yes")
                .ok();
    }

    private void follow(Muster muster, Role role, String name, String spec) throws Exception {
        up(muster, name, spec);
        JsonNode report = muster.await(name, 1, Duration.ofMinutes(1), is(role.goal));
        assertThat(AgentApi.of(muster.slotFolder(name, 1)).health()).isEqualTo(200);
        muster.run("stop", name).ok();
        muster.await(name, 1, Duration.ofSeconds(30), is("stopped"));
        String events = muster.run("events", name).ok().out();
        assertThat(events).contains("-> " + role.goal).doesNotContain("killed").doesNotContain("failed");
        if (role.goal.equals("in-sync")) {
            assertThat(events).contains("-> syncing");
        }
        TABLE.add("%-10s %-9s %-8s %-8s %-31s %s".formatted(
                role.blueprint,
                report.path("role").asText(),
                role.network,
                role.goal,
                report.path("version").asText("-"),
                services(report)));
    }

    private static String services(JsonNode report) {
        List<String> services = new ArrayList<>();
        report.path("services").forEach(service -> services.add(service.path("name").asText()));
        return String.join(", ", services);
    }

    private static java.util.function.Predicate<JsonNode> is(String state) {
        return report -> report.path("state").asText().equals(state);
    }
}
