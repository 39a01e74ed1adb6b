package dev.muster.core.node;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code node.json}: all that an agent must know of its slot beside the blueprint's folder. Holds no secret, only
 * their names. Absolute paths are not in it, so that a folder can be moved.
 *
 * @param schema version of this document, {@value #SCHEMA}
 * @param slot from 1
 * @param blueprintChecksum of the folder it was made for
 * @param version of the software; null for what the origin gives
 * @param settings by name, in the form of their type; unset ones are absent
 * @param ports by name; those that the spec or an earlier start fixed
 * @param bind address that private ports bind to
 * @param peers the slots of the deployment that this one connects to
 * @param references other deployments' endpoints by the reference's name
 * @param secrets names of the secrets that must lie beside it
 * @param install kind of install method that the spec insists on; null for the first that fits
 * @param produceSeconds seconds between blocks that this slot makes; null if it makes none
 * @param produceInitial blocks to make at once at the first start
 * @param stopGraceMinutes what a clean stop of each service gets at least; null: what the blueprint says
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodeConfig(
        int schema,
        String deployment,
        int slot,
        String nodeId,
        String target,
        String blueprint,
        String blueprintChecksum,
        String network,
        String role,
        @Nullable String version,
        Map<String, String> settings,
        Map<String, Integer> ports,
        String bind,
        List<Peer> peers,
        Map<String, Reference> references,
        List<String> secrets,
        @Nullable String install,
        @Nullable Double produceSeconds,
        int produceInitial,
        @Nullable Integer stopGraceMinutes) {
    /** Version of this document. */
    public static final int SCHEMA = 1;

    /** Another slot: where its public ports are, by name. */
    public record Peer(int slot, String host, Map<String, Integer> ports) {}

    /**
     * Where another deployment answers.
     *
     * @param user user name; null without authentication
     * @param secret name of the secret that holds its password; null without
     */
    public record Reference(
            String host,
            Map<String, Integer> ports,
            @Nullable String user,
            @Nullable String secret) {}

    /** What a clean stop of each service gets at least. */
    public Duration leastGrace() {
        return stopGraceMinutes == null ? Duration.ZERO : Duration.ofMinutes(stopGraceMinutes);
    }

    /** Where this machine reaches the ports that others may reach, too. */
    public String host() {
        return bind.equals("0.0.0.0") ? "127.0.0.1" : bind;
    }

    /** {@code deployment/slot}. */
    public String name() {
        return deployment + "/" + slot;
    }
}
