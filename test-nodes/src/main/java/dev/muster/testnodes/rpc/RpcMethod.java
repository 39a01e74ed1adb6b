package dev.muster.testnodes.rpc;

import com.fasterxml.jackson.databind.JsonNode;

/** What answers one method. */
@FunctionalInterface
public interface RpcMethod {
    JsonNode answer(RpcCall call) throws RpcError;
}
