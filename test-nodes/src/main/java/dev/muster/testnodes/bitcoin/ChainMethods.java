package dev.muster.testnodes.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.muster.testnodes.MovingChain;
import dev.muster.testnodes.rpc.RpcCall;
import dev.muster.testnodes.rpc.RpcError;
import dev.muster.testnodes.rpc.RpcTable;

/**
 * The methods that tell of the chain.
 *
 * <p>Source of names and order of fields: src/rpc/blockchain.cpp of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22.
 */
record ChainMethods(BitcoinChain chain, long pruneMib) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    void addTo(RpcTable table) {
        table.add("getblockchaininfo", call -> info())
                .add("getblockcount", call -> IntNode.valueOf(chain.view().blocks()))
                .add("getbestblockhash", call -> hash(chain.view().blocks()))
                .add("getblockhash", this::blockHash)
                .add("getchaintips", call -> tips());
    }

    private JsonNode info() {
        MovingChain.View view = chain.view();
        boolean regtest = chain.network() == BitcoinNetwork.REGTEST;
        ObjectNode info = JSON.objectNode();
        info.put("chain", chain.network().chain());
        info.put("blocks", view.blocks());
        info.put("headers", view.headers());
        info.put("bestblockhash", chain.hash(view.blocks()));
        info.put("bits", regtest ? "207fffff" : "1702068f");
        info.put("target", (regtest ? "7fffff" : "000000") + "0".repeat(58));
        info.put("difficulty", regtest ? 4.656542373906925e-10 : 1e14);
        info.put("time", chain.time(view.blocks(), view).getEpochSecond());
        info.put("mediantime", chain.time(Math.max(0, view.blocks() - 5), view).getEpochSecond());
        info.put("verificationprogress", chain.verificationProgress(view));
        info.put("initialblockdownload", chain.downloading(view));
        info.put("chainwork", "%064x".formatted(2L * (view.blocks() + 1)));
        info.put("size_on_disk", 293L + 300L * view.blocks());
        pruned(info, view);
        info.putArray("warnings");
        lie(info);
        return info;
    }

    /** Another network's name; no height; a chain that has just begun and calls itself verified. */
    private void lie(ObjectNode info) {
        chain.lie("network-told").ifPresent(name -> info.put("chain", name));
        chain.lie("height-told").ifPresent(_ -> info.remove("blocks"));
        if (chain.lie("lie").isPresent()) {
            info.put("blocks", 0)
                    .put("headers", 0)
                    .put("verificationprogress", 1.0)
                    .put("initialblockdownload", false);
        }
    }

    private void pruned(ObjectNode info, MovingChain.View view) {
        info.put("pruned", pruneMib > 0);
        if (pruneMib > 0) {
            info.put("pruneheight", Math.max(0, view.blocks() - 288));
            info.put("automatic_pruning", pruneMib > 1);
        }
        if (pruneMib > 1) {
            info.put("prune_target_size", pruneMib * 1024 * 1024);
        }
    }

    private JsonNode blockHash(RpcCall call) throws RpcError {
        int height = call.number(0, "height");
        if (height < 0 || height > chain.view().blocks()) {
            throw new RpcError(RpcError.INVALID_PARAMETER, "Block height out of range");
        }
        return hash(height);
    }

    private JsonNode hash(int height) {
        return TextNode.valueOf(chain.hash(height));
    }

    private JsonNode tips() {
        MovingChain.View view = chain.view();
        ArrayNode tips = JSON.arrayNode();
        if (view.headers() > view.blocks()) {
            tip(tips, view.headers(), view.headers() - view.blocks(), "headers-only");
        }
        tip(tips, view.blocks(), 0, "active");
        return tips;
    }

    private void tip(ArrayNode tips, int height, int branch, String status) {
        tips.addObject()
                .put("height", height)
                .put("hash", chain.hash(height))
                .put("branchlen", branch)
                .put("status", status);
    }
}
