package dev.muster.agent.slot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.BlueprintFolder;
import dev.muster.core.blueprint.BlueprintReader;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.SlotPaths;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.Problems;
import dev.muster.core.report.NodeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of one slot; the deployment's folder is its parent.
 *
 * @param path {@code .../<deployment>/<slot>}
 */
public record SlotFolder(Path path) {
    /** What the slot runs. */
    public Path nodeFile() {
        return path.resolve("node.json");
    }

    /** What the node last said of itself. */
    public Path reportFile() {
        return path.resolve("report.json");
    }

    /** Things of running processes. */
    public Path run() {
        return path.resolve("run");
    }

    /** The pid of the agent. */
    public Path agentFile() {
        return run().resolve("agent.json");
    }

    /** Port of the agent's API. */
    public Path apiFile() {
        return run().resolve("api.json");
    }

    /** Token of the agent's API; 0600. */
    public Path tokenFile() {
        return run().resolve("token");
    }

    /** Is there when the next agent is to start the node, however it was left. */
    public Path startFile() {
        return run().resolve("start");
    }

    /** What is kept of the programs that run, a file each. */
    public Path services() {
        return run().resolve("services");
    }

    /** Whether an agent of this machine has ever started or stopped a program of the slot. */
    public boolean known() {
        return Files.isDirectory(services());
    }

    /** How each service was installed, by name. */
    public Path installedFile() {
        return path.resolve("installed.json");
    }

    /** Logs. */
    public Path logs() {
        return path.resolve("logs");
    }

    /** What must not get full: the volume {@code data}, which may be another file system than the slot's folder. */
    public Path room() {
        Path data = path.resolve("data");
        return Files.exists(data) ? data : path;
    }

    /** The deployment's secrets, one file each, 0600. */
    public Path secrets() {
        return deployment().resolve("secrets");
    }

    /** The deployment's folder. */
    public Path deployment() {
        return path.toAbsolutePath().normalize().resolveSibling(".").normalize();
    }

    /** Installed software of the deployment. */
    public Path software() {
        return deployment().resolve("software");
    }

    /** The blueprint of a checksum as it was when the slot was planned. */
    public BlueprintFolder blueprintFolder(String name, String checksum) {
        return Libraries.open(
                deployment().resolve("blueprints").resolve(checksum).resolve(name));
    }

    /** Where templates point. */
    public SlotPaths paths(Blueprint blueprint) {
        return SlotPaths.below(
                path.toAbsolutePath().normalize(), blueprint.volumes().keySet());
    }

    /** What the slot runs; empty if it was never planned. */
    public Optional<NodeConfig> node() throws IOException {
        return read(nodeFile(), NodeConfig.class);
    }

    /** Says which file it is that somebody or a broken disk has damaged. */
    private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
        Optional<String> text = Whole.read(file);
        try {
            return text.isPresent() ? Optional.of(Json.read(text.get(), type)) : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged: " + e.getOriginalMessage(), e);
        }
    }

    /** The blueprint that belongs to a configuration. */
    public Blueprint blueprint(NodeConfig node) {
        Problems problems = new Problems();
        return BlueprintReader.read(blueprintFolder(node.blueprint(), node.blueprintChecksum()), problems)
                .orElseThrow(() -> MusterException.failed(
                        "the stored blueprint of " + node.name() + " cannot be read: " + problems.list(),
                        "run \"muster up\" with the spec again"));
    }

    /** What the node last said of itself; empty if it never did. */
    public Optional<NodeReport> report() throws IOException {
        return read(reportFile(), NodeReport.class);
    }

    /** How services were installed. */
    public Map<String, InstalledService> installed() throws IOException {
        Map<String, InstalledService> all = new java.util.TreeMap<>();
        Optional<String> text = Whole.read(installedFile());
        if (text.isPresent()) {
            JsonNode tree = Json.tree(text.get());
            for (Map.Entry<String, JsonNode> entry : tree.properties()) {
                all.put(entry.getKey(), Json.MAPPER.convertValue(entry.getValue(), InstalledService.class));
            }
        }
        return all;
    }

    /** Reads one secret. */
    public String secret(String name) {
        try {
            return Whole.read(secrets().resolve(name))
                    .map(String::strip)
                    .orElseThrow(() -> MusterException.needs(
                            "the secret \"" + name + "\" is missing", "give it in the spec under secrets: " + name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
