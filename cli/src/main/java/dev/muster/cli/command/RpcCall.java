package dev.muster.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.muster.agent.files.Json;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.blueprint.EndpointDef;
import dev.muster.core.problem.MusterException;
import dev.muster.local.AgentControl;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a node's interface by its agent, which has the credentials.
 *
 * @param endpoint the first that speaks JSON-RPC if null
 * @param params JSON, or else text
 */
record RpcCall(@Nullable String endpoint, String method, List<String> params) {
    /** What the node answers, as text. */
    String of(SlotFolder slot) throws IOException {
        JsonNode result;
        try {
            result = new AgentControl(slot)
                    .client()
                    .rpc(
                            endpoint(slot),
                            method,
                            params.stream().map(RpcCall::param).toList());
        } catch (IOException e) {
            throw new MusterException(MusterException.Exit.FAILED, method + ": " + e.getMessage(), "", e);
        }
        return result.isTextual() ? result.asText() : Json.pretty(result).stripTrailing();
    }

    private String endpoint(SlotFolder slot) throws IOException {
        if (endpoint != null) {
            return endpoint;
        }
        return slot.blueprint(slot.node().orElseThrow()).endpoints().values().stream()
                .filter(known -> known.kind().equals("json-rpc"))
                .map(EndpointDef::name)
                .findFirst()
                .orElseThrow(() -> MusterException.invalid("the node has no JSON-RPC interface", ""));
    }

    private static JsonNode param(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
