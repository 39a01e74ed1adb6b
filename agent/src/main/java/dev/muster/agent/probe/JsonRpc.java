package dev.muster.agent.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.agent.files.Json;
import dev.muster.core.blueprint.EndpointDef;
import java.io.IOException;
import java.time.Duration;

/** JSON-RPC calls to a node's endpoint, 1.0 or 2.0. */
public final class JsonRpc {
    private final Endpoints endpoints;
    private final Duration timeout;

    public JsonRpc(Endpoints endpoints, Duration timeout) {
        this.endpoints = endpoints;
        this.timeout = timeout;
    }

    /**
     * Calls a method.
     *
     * @param endpoint name of the endpoint
     * @param params JSON text of the parameters
     * @return the result; a null node if it is null
     * @throws RpcErrorException if the software answers with an error
     * @throws ProbeException if it does not answer
     */
    public JsonNode call(String endpoint, String method, String params) throws ProbeException {
        try (HttpTalk talk = HttpTalk.once()) {
            return call(talk, endpoint, method, params, Deadline.in(timeout));
        }
    }

    JsonNode call(HttpTalk talk, String name, String method, String params, Deadline deadline) throws ProbeException {
        EndpointDef endpoint = endpoints.get(name);
        HttpAsk ask = new HttpAsk(
                endpoints.uri(endpoint, ""), endpoints.headers(endpoint), body(endpoint.version(), method, params));
        HttpAnswer answer = talk.send(ask, deadline, timeout);
        return result(method, answer, endpoints.where(endpoint));
    }

    private static String body(String version, String method, String params) throws ProbeException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("jsonrpc", version).put("id", 1).put("method", method);
        try {
            boolean none = params.isBlank() || params.equals("[]");
            body.set("params", none ? Json.MAPPER.createArrayNode() : Json.tree(params));
        } catch (IOException e) {
            throw new ProbeException(method + ": its parameters are not JSON");
        }
        return body.toString();
    }

    private static JsonNode result(String method, HttpAnswer answer, String where) throws ProbeException {
        JsonNode json = answer.text().isEmpty() ? MissingNode.getInstance() : tryRead(answer);
        JsonNode error = json.path("error");
        if (error.isObject()) {
            throw new RpcErrorException(
                    method, error.path("code").asInt(), error.path("message").asText("no reason given"));
        }
        Answers.requireOk(method, answer, where);
        if (!json.has("result")) {
            throw new ProbeException(method + ": " + Answers.noJson(answer, where));
        }
        return json.path("result");
    }

    private static JsonNode tryRead(HttpAnswer answer) {
        try {
            return Json.tree(answer.text());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
