package dev.muster.testnodes.theta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.testnodes.http.SmallServer;
import dev.muster.testnodes.http.SmallServer.Reply;
import dev.muster.testnodes.http.SmallServer.Request;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** JSON-RPC 2.0 at {@code /rpc}, without authentication. */
final class EdgeRpc implements SmallServer.Handler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NO_METHOD = -32601;
    private static final int NO_JSON = -32700;

    private final Map<String, Function<JsonNode, JsonNode>> methods = new TreeMap<>();

    EdgeRpc add(String method, Function<JsonNode, JsonNode> answer) {
        methods.put(method, answer);
        return this;
    }

    @Override
    public Reply answer(Request request) {
        if (!request.path().equals("/rpc")) {
            return Reply.text(404, "404 page not found");
        }
        if (!request.method().equals("POST")) {
            return Reply.text(405, "rpc: POST method required, received " + request.method());
        }
        try {
            return Reply.json(reply(JSON.readTree(request.body())));
        } catch (JsonProcessingException e) {
            return Reply.json(error(JSON.createObjectNode(), NO_JSON, "Parse error"));
        }
    }

    private ObjectNode reply(JsonNode request) {
        ObjectNode reply = JSON.createObjectNode().put("jsonrpc", "2.0");
        reply.set("id", request.path("id"));
        Function<JsonNode, JsonNode> method = methods.get(request.path("method").asText());
        if (method == null) {
            return error(
                    reply,
                    NO_METHOD,
                    "rpc: can't find method " + request.path("method").asText());
        }
        reply.set("result", method.apply(request.path("params")));
        return reply;
    }

    private static ObjectNode error(ObjectNode reply, int code, String message) {
        reply.putObject("error").put("code", code).put("message", message);
        return reply;
    }
}
