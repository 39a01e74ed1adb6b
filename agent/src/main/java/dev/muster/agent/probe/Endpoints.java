package dev.muster.agent.probe;

import dev.muster.core.blueprint.EndpointDef;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Where a node's endpoints are and how one gets in.
 *
 * @param host an address, usually {@code 127.0.0.1}
 * @param ports by name
 * @param render makes text of a template
 * @param secret value of a secret by its name
 */
public record Endpoints(
        Map<String, EndpointDef> all,
        String host,
        Map<String, Integer> ports,
        UnaryOperator<String> render,
        UnaryOperator<String> secret) {

    EndpointDef get(String name) throws ProbeException {
        EndpointDef endpoint = all.get(name);
        if (endpoint == null) {
            throw new ProbeException("the blueprint has no endpoint " + name);
        }
        return endpoint;
    }

    /** @param path from the root; empty for the endpoint's own */
    URI uri(EndpointDef endpoint, String path) throws ProbeException {
        Integer port = ports.get(endpoint.port());
        if (port == null) {
            throw new ProbeException("the endpoint " + endpoint.name() + " has no port yet");
        }
        String rendered = render.apply(path.isEmpty() ? endpoint.path() : path);
        try {
            String place = host.contains(":") ? "[" + host + "]" : host;
            return URI.create("http://" + place + ":" + port + (rendered.startsWith("/") ? "" : "/") + rendered);
        } catch (IllegalArgumentException e) {
            throw new ProbeException("the endpoint " + endpoint.name() + " has no valid path");
        }
    }

    Map<String, String> headers(EndpointDef endpoint) {
        if (endpoint.secret().isEmpty()) {
            return Map.of();
        }
        String user = render.apply(endpoint.user().orElse(""));
        byte[] pair = (user + ":" + secret.apply(endpoint.secret().get())).getBytes(StandardCharsets.UTF_8);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** {@code 127.0.0.1:8332}: for messages. */
    String where(EndpointDef endpoint) {
        return host + ":" + ports.get(endpoint.port());
    }

    @Override
    public String toString() {
        return "endpoints at " + host;
    }
}
