package dev.muster.testnodes.stacks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.testnodes.Refusal;
import java.util.List;

/**
 * Values and combinations that the real program refuses.
 *
 * <p>Source: {@code Config::from_config_file} and what it calls in stackslib/src/config/mod.rs of
 * stacks-network/stacks-core at 4.0.2, read 2026-11-22.
 */
final class NodeConfCheck {
    private static final List<String> MODES =
            List.of("mocknet", "helium", "neon", "argon", "krypton", "xenon", "mainnet", "nakamoto-neon");
    private static final List<String> EVENTS =
            List.of("*", "stx", "memtx", "burn_blocks", "microblocks", "stackerdb", "block_proposal");

    private final NodeConf conf;

    private NodeConfCheck(NodeConf conf) {
        this.conf = conf;
    }

    static void run(NodeConf conf) throws Refusal {
        NodeConfCheck check = new NodeConfCheck(conf);
        refuseIf(
                !MODES.contains(conf.mode()),
                "Setting burnchain.network not supported (should be: " + String.join(", ", MODES) + ")");
        if (conf.mainnet()) {
            check.mainnet();
        }
        check.miner();
        check.hex("seed");
        check.hex("local_peer_seed");
        check.bootstrap();
        check.observers();
        check.address();
    }

    private void mainnet() throws Refusal {
        for (String key : List.of("ustx_balance", "mstx_balance")) {
            refuseIf(
                    conf.root().path(key).size() > 0,
                    "Attempted to run mainnet node with specified `initial_balances`");
        }
        for (String key : List.of(
                "use_test_genesis_chainstate",
                "pox_5_sbtc_contract",
                "pox_5_sbtc_registry_contract",
                "pox_5_bond_admin",
                "pox_5_pause_admin")) {
            refuseIf(conf.root().path("node").has(key), "Attempted to run mainnet node with `" + key + "`");
        }
        refuseIf(burnchain("epochs"), "Cannot configure epochs in mainnet mode");
        refuseIf(
                burnchain("pox_prepare_length") || burnchain("pox_reward_length"),
                "PoX-2 parameters are not configurable in mainnet");
        refuseIf(
                burnchain("first_burn_block_height") || burnchain("first_burn_block_hash"),
                "First burn block parameters are not configurable in mainnet");
    }

    private boolean burnchain(String key) {
        return conf.root().path("burnchain").has(key);
    }

    private void miner() throws Refusal {
        if (!conf.miner() || conf.flag("node", "mock_mining")) {
            return;
        }
        String wallet = conf.text("burnchain", "wallet_name", "");
        refuseIf(
                wallet.isBlank(),
                "Config is missing the setting `burnchain.wallet_name` (mandatory and non-empty for miners)");
        refuseIf(
                !wallet.matches("[A-Za-z0-9._/-]+") || wallet.contains(".."),
                "Invalid burnchain.wallet_name: " + wallet);
        boolean keyed = conf.text("miner", "mining_key").isPresent()
                || (conf.root().has("miner") && conf.text("node", "seed").isPresent());
        refuseIf(!keyed, "mining key not set");
    }

    private void hex(String key) throws Refusal {
        String value = conf.text("node", key, "00");
        refuseIf(!value.matches("([0-9a-fA-F]{2})+"), "node." + key + " should be a hex encoded string");
    }

    private void bootstrap() throws Refusal {
        for (String peer : conf.text("node", "bootstrap_node", "").split(",", -1)) {
            refuseIf(
                    !peer.isBlank() && !peer.strip().matches("[0-9a-f]{66}@[^@:]+:\\d{1,5}"),
                    "Invalid bootstrap node '" + peer + "': expected PUBKEY@IP:PORT");
        }
    }

    private void observers() throws Refusal {
        for (JsonNode observer : conf.root().path("events_observer")) {
            NodeConf.portOf(observer.path("endpoint").asText());
            for (JsonNode key : observer.path("events_keys")) {
                boolean known = EVENTS.contains(key.asText()) || key.asText().contains(".");
                refuseIf(!known, "Invalid events_observer.events_keys: " + key.asText());
            }
        }
    }

    private void address() throws Refusal {
        String address = conf.text("connection_options", "public_ip_address", "203.0.113.1:1");
        refuseIf(!address.matches("[0-9.]+:\\d{1,5}"), "Invalid connection_option.public_ip_address");
    }

    private static void refuseIf(boolean wrong, String message) throws Refusal {
        if (wrong) {
            throw new Refusal(message);
        }
    }
}
