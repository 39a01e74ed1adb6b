package dev.muster.testnodes.stacks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.testnodes.MovingChain;

/**
 * The bodies of the node's answers.
 *
 * <p>Source: stackslib/src/net/api/getinfo.rs, gethealth.rs and getneighbors.rs and
 * docs/rpc/components/examples/node-info.example.json of stacks-network/stacks-core at 4.0.2, read 2026-11-22.
 */
record NodeAnswers(boolean mainnet, StacksChain chain, Burnchain burnchain) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    ObjectNode info() {
        MovingChain.View view = chain.view();
        ObjectNode info = JSON.objectNode();
        info.put("peer_version", 385_875_968).put("pox_consensus", "17".repeat(20));
        info.put("burn_block_height", burnchain.height()).put("stable_pox_consensus", "0e".repeat(20));
        info.put("stable_burn_block_height", Math.max(0, burnchain.height() - 1));
        info.put("server_version", StacksNode.ABOUT);
        info.put("network_id", mainnet ? 1L : 2_147_483_648L).put("parent_network_id", 3_652_501_241L);
        info.put("stacks_tip_height", view.blocks()).put("stacks_tip", "%064x".formatted(view.blocks()));
        info.put("stacks_tip_consensus_hash", "17".repeat(20)).put("genesis_chainstate_hash", "74".repeat(32));
        info.putNull("unanchored_tip").putNull("unanchored_seq");
        info.put("tenure_height", view.blocks() / 20).putNull("exit_at_block_height");
        // The node's own view of it: no proof of anything.
        info.put("is_fully_synced", true);
        info.put("node_public_key", "02" + "01".repeat(32)).put("node_public_key_hash", "13".repeat(20));
        info.putObject("last_pox_anchor")
                .put("anchor_block_hash", "47".repeat(32))
                .put("anchor_block_txid", "5b".repeat(32));
        info.putArray("stackerdbs");
        return info;
    }

    /** Always 200; without a neighbour a difference of 0. */
    ObjectNode health() {
        MovingChain.View view = chain.view();
        boolean alone = chain.peers() == 0;
        ObjectNode health = JSON.objectNode();
        health.put("difference_from_max_peer", alone ? 0 : view.tip() - view.blocks());
        health.put("max_stacks_height_of_neighbors", alone ? 0 : view.tip());
        if (alone) {
            health.putNull("max_stacks_neighbor_address");
        } else {
            health.put("max_stacks_neighbor_address", "192.0.2.1:20444");
        }
        return health.put("node_stacks_tip_height", view.blocks());
    }

    ObjectNode neighbors() {
        ObjectNode neighbors = JSON.objectNode();
        neighbors.putArray("bootstrap");
        neighbors.putArray("sample");
        neighbors.putArray("inbound");
        ArrayNode outbound = neighbors.putArray("outbound");
        for (int i = 1; i <= chain.peers(); i++) {
            outbound.addObject()
                    .put("network_id", mainnet ? 1L : 2_147_483_648L)
                    .put("peer_version", 385_875_968)
                    .put("ip", "192.0.2." + i)
                    .put("port", 20444)
                    .put("public_key_hash", "13".repeat(20))
                    .put("authenticated", true);
        }
        return neighbors;
    }

    String metrics(int mined) {
        return """
                stacks_node_stacks_tip_height %d
                stacks_node_burn_block_height %d
                stacks_node_neighbors_inbound 0
                stacks_node_neighbors_outbound %d
                stacks_node_stx_blocks_mined_total %d
                stacks_node_btc_ops_sent_total %d
                """.formatted(chain.view().blocks(), burnchain.height(), chain.peers(), mined, mined);
    }
}
