package dev.muster.testnodes.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/**
 * A call that has been let in.
 *
 * @param path of the request, which may name a wallet
 * @param params a list, or an object of named parameters
 */
public record RpcCall(String path, String method, JsonNode params) {

    static RpcCall parse(String path, JsonNode request) throws RpcError {
        if (!request.isObject()) {
            throw new RpcError(RpcError.INVALID_REQUEST, "Invalid Request object");
        }
        JsonNode method = request.path("method");
        if (method.isMissingNode() || method.isNull()) {
            throw new RpcError(RpcError.INVALID_REQUEST, "Missing method");
        }
        if (!method.isTextual()) {
            throw new RpcError(RpcError.INVALID_REQUEST, "Method must be a string");
        }
        return new RpcCall(path, method.textValue(), params(request.path("params")));
    }

    private static JsonNode params(JsonNode params) throws RpcError {
        if (params.isMissingNode() || params.isNull()) {
            return JsonNodeFactory.instance.arrayNode();
        }
        if (!params.isContainerNode()) {
            throw new RpcError(RpcError.INVALID_REQUEST, "Params must be an array or object");
        }
        return params;
    }

    /** A parameter by place or by name, if it was given and is not null. */
    public Optional<JsonNode> param(int place, String name) {
        JsonNode node = params.isArray() ? params.path(place) : params.path(name);
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    public String text(int place, String name) throws RpcError {
        return required(place, name).asText();
    }

    public int number(int place, String name) throws RpcError {
        JsonNode node = required(place, name);
        if (!node.isIntegralNumber()) {
            throw new RpcError(RpcError.TYPE, "JSON value of type " + typeOf(node) + " is not of expected type number");
        }
        return node.intValue();
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            case OBJECT -> "object";
            default -> "number";
        };
    }

    private JsonNode required(int place, String name) throws RpcError {
        // The real programs answer with the whole help text of the method here.
        return param(place, name)
                .orElseThrow(() -> new RpcError(RpcError.MISC, method + "\n\nArguments:\n" + name + " is required\n"));
    }
}
