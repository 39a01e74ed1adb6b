package dev.muster.testnodes.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.testnodes.MovingChain;
import dev.muster.testnodes.rpc.RpcCall;
import dev.muster.testnodes.rpc.RpcError;
import dev.muster.testnodes.rpc.RpcTable;

/** Makes blocks on regtest; on a real network the same call finds none in its million tries. */
record MiningMethods(BitcoinChain chain, Addresses addresses) {

    void addTo(RpcTable table) {
        table.add("generatetoaddress", this::generate);
    }

    private JsonNode generate(RpcCall call) throws RpcError {
        int count = call.number(0, "nblocks");
        if (!addresses.valid(call.text(1, "address"))) {
            throw new RpcError(RpcError.INVALID_ADDRESS, "Error: Invalid address");
        }
        ArrayNode hashes = JsonNodeFactory.instance.arrayNode();
        if (chain.network() == BitcoinNetwork.REGTEST) {
            chain.mine(count);
            MovingChain.View view = chain.view();
            for (int height = view.blocks() - count + 1; height <= view.blocks(); height++) {
                hashes.add(chain.hash(height));
            }
        }
        return hashes;
    }
}
