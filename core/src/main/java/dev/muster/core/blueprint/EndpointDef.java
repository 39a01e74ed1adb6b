package dev.muster.core.blueprint;

import java.util.Optional;

/**
 * A named interface of a node.
 *
 * @param kind {@code json-rpc} or {@code http}
 * @param port the port's name
 * @param path template of the URL's path
 * @param user template; empty without authentication
 * @param secret name of the secret that is the password; empty without
 * @param version the JSON-RPC version to send, {@code 1.0} or {@code 2.0}
 */
public record EndpointDef(
        String name,
        String kind,
        String port,
        String path,
        Optional<String> user,
        Optional<String> secret,
        String version) {}
