package dev.muster.testnodes.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Status and body of an answer. To a caller of JSON-RPC 2.0 an error is told with status 200; to all others with 400,
 * 404 or 500 and with both {@code result} and {@code error} in the body.
 *
 * <p>Source: src/httprpc.cpp and src/rpc/request.cpp of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22.
 */
public record RpcReply(int status, JsonNode body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static RpcReply to(String path, String text, RpcTable table) {
        try {
            JsonNode request = JSON.readTree(text);
            return request.isArray() ? batch(path, request, table) : single(path, request, table);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return failed(new RpcError(RpcError.PARSE, "Parse error"), JsonNodeFactory.instance.objectNode());
        }
    }

    private static RpcReply batch(String path, JsonNode requests, RpcTable table) {
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        requests.forEach(request -> answers.add(single(path, request, table).body()));
        return new RpcReply(200, answers);
    }

    private static RpcReply single(String path, JsonNode request, RpcTable table) {
        try {
            if (!request.isObject()) {
                throw new RpcError(RpcError.PARSE, "Top-level object parse error");
            }
            return new RpcReply(200, succeeded(table.answer(RpcCall.parse(path, request)), request));
        } catch (RpcError e) {
            return failed(e, request);
        }
    }

    private static ObjectNode succeeded(JsonNode result, JsonNode request) {
        ObjectNode reply = reply(request);
        reply.set("result", result);
        if (!second(request)) {
            reply.putNull("error");
        }
        return reply.setAll(id(request));
    }

    private static RpcReply failed(RpcError e, JsonNode request) {
        ObjectNode reply = reply(request);
        if (!second(request)) {
            reply.putNull("result");
        }
        reply.putObject("error").put("code", e.code()).put("message", e.getMessage());
        reply.setAll(id(request));
        return new RpcReply(second(request) ? 200 : e.httpStatus(), reply);
    }

    private static ObjectNode reply(JsonNode request) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        return second(request) ? reply.put("jsonrpc", "2.0") : reply;
    }

    private static ObjectNode id(JsonNode request) {
        ObjectNode id = JsonNodeFactory.instance.objectNode();
        if (request.has("id")) {
            id.set("id", request.get("id"));
        }
        return id;
    }

    private static boolean second(JsonNode request) {
        return request.path("jsonrpc").asText("").equals("2.0");
    }
}
