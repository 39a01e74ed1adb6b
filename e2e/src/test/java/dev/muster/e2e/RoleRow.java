package dev.muster.e2e;

import java.util.List;
import java.util.Map;

/**
 * A role as it is put up.
 *
 * @param more what its spec says beyond blueprint, network and role
 * @param way states of each slot after {@code starting}, up to where it shall be
 * @param endings how a service ends that does not end with 0 when it is asked to
 */
record RoleRow(
        String blueprint,
        String network,
        String role,
        String more,
        List<List<String>> way,
        Map<String, String> endings) {
    private static final String WORDS = "secrets: {mnemonic: {env: WORDS}}\n";
    private static final List<List<String>> SYNCS = List.of(List.of("syncing", "in-sync"));
    private static final List<List<String>> WORKS = List.of(List.of("idle", "working"));
    /** stacks-signer 4.0.2 has no handler for the signal that it is stopped with; see the blueprint. */
    private static final Map<String, String> SIGNER = Map.of("signer", "was ended by signal 15");

    static final RoleRow BITCOIN = row("bitcoin", "mainnet", "follower", "", SYNCS);

    /** A miner spends from a wallet in a bitcoin node: two deployments, one of which names the other. */
    static final RoleRow MINER = new RoleRow("stacks", "mainnet", "miner", """
            references: {burnchain: {deployment: bitcoin-mainnet-follower}}
            settings: {wallet-name: miner}
            secrets: {signer-key: {env: KEY}, miner-seed: {env: KEY}}
            """, SYNCS, SIGNER);

    /** Allora's programs know one port for their metrics: these go one after the other. */
    static final List<RoleRow> ALLORA = List.of(
            row("allora", "testnet", "worker", "settings: {topic: 1}\n" + WORDS, WORKS),
            row("allora", "testnet", "reputer", "settings: {topic: 1}\n" + WORDS, WORKS),
            row("allora", "mainnet", "worker", "settings: {topic: 1}\n" + WORDS, WORKS));

    static final List<RoleRow> ALONE = List.of(
            // The real Litecoin Core: one node makes the chain, the other catches up with it.
            row(
                    "litecoin",
                    "regtest",
                    "follower",
                    "nodes: 2\nproduce: {every: 1s, initial: 1500}\n",
                    List.of(List.of("in-sync"), List.of("syncing", "in-sync"))),
            // The real anvil.
            row("anvil", "dev", "node", "produce: 1s\n", List.of(List.of("in-sync"))),
            row("theta", "mainnet", "edge", "secrets: {keystore-password: {env: KEY}}\n", WORKS),
            row("bitcoin", "regtest", "follower", "produce: 1s\n", List.of(List.of("in-sync"))),
            row("stacks", "mainnet", "follower", "", SYNCS),
            row("stacks", "testnet", "follower", "", SYNCS),
            new RoleRow("stacks", "mainnet", "signer", "secrets: {signer-key: {env: KEY}}\n", SYNCS, SIGNER),
            new RoleRow("stacks", "testnet", "signer", "secrets: {signer-key: {env: KEY}}\n", SYNCS, SIGNER));

    private static RoleRow row(String blueprint, String network, String role, String more, List<List<String>> way) {
        return new RoleRow(blueprint, network, role, more, way, Map.of());
    }

    /** Of the deployment. */
    String name() {
        return blueprint + "-" + network + "-" + role;
    }

    String key() {
        return blueprint + "/" + network + "/" + role;
    }

    String spec() {
        return "muster: 1\nname: %s\nblueprint: %s\nnetwork: %s\nrole: %s\n%s"
                .formatted(name(), blueprint, network, role, more);
    }

    String goal() {
        return way.getFirst().getLast();
    }

    @Override
    public String toString() {
        return key();
    }
}
