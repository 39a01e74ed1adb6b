package dev.muster.local;

import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.blueprint.BlueprintLibrary;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.node.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of one deployment: its spec, its blueprint, its secrets and its slots. */
public record DeploymentFolder(Path path, String name) {
    /**
     * {@code deployment.json}.
     *
     * @param specFile where the spec was read from, as the user wrote it
     * @param dev whether its network is disposable
     */
    public record Facts(
            String name, String blueprint, String network, boolean dev, String specFile, String createdAt) {}

    /** The record; empty if the deployment was never put up. */
    public Optional<Facts> record() throws IOException {
        Optional<String> text = Whole.read(recordFile());
        return text.isPresent() ? Optional.of(Json.read(text.get(), Facts.class)) : Optional.empty();
    }

    /** Keeps the record: from now on the deployment exists. */
    public void keep(Facts record) throws IOException {
        Whole.write(recordFile(), Json.pretty(record));
    }

    private Path recordFile() {
        return path.resolve("deployment.json");
    }

    /** The spec as it was last put up. */
    public Path specFile() {
        return path.resolve("spec.yaml");
    }

    /** Secrets, one file each. */
    public Path secrets() {
        return path.resolve("secrets");
    }

    /** Installed programs. */
    public Path software() {
        return path.resolve("software");
    }

    /** A slot's folder, whether it exists or not. */
    public SlotFolder slot(int number) {
        return new SlotFolder(path.resolve(Integer.toString(number)));
    }

    /** Slots there are. */
    public SortedMap<Integer, SlotFolder> slots() throws IOException {
        SortedMap<Integer, SlotFolder> slots = new TreeMap<>();
        try (Stream<Path> children = Files.list(path)) {
            children.map(child -> String.valueOf(child.getFileName()))
                    .filter(name -> !name.isEmpty() && name.chars().allMatch(Character::isDigit))
                    .map(Integer::valueOf)
                    .filter(number -> Files.exists(slot(number).nodeFile()))
                    .forEach(number -> slots.put(number, slot(number)));
        } catch (NoSuchFileException _) {
            // Never put up, or just taken away.
        }
        return slots;
    }

    /** What each slot is configured to run. */
    public SortedMap<Integer, NodeConfig> nodes() throws IOException {
        SortedMap<Integer, NodeConfig> nodes = new TreeMap<>();
        for (Map.Entry<Integer, SlotFolder> slot : slots().entrySet()) {
            Optional<NodeConfig> node = slot.getValue().node();
            node.ifPresent(found -> nodes.put(slot.getKey(), found));
        }
        return nodes;
    }

    /** The blueprint it was last put up with, for when the user's own folder is not at hand. */
    public BlueprintLibrary blueprints() throws IOException {
        SortedMap<Integer, NodeConfig> nodes = nodes();
        Path folder = path.resolve("blueprints");
        return Libraries.folder(
                nodes.isEmpty()
                        ? folder
                        : folder.resolve(nodes.firstEntry().getValue().blueprintChecksum()));
    }

    /** Keeps a blueprint's files under their checksum. */
    public void keepBlueprint(String checksum, Map<String, String> payload) throws IOException {
        Path folder = path.resolve("blueprints").resolve(checksum);
        if (!Files.isDirectory(folder)) {
            Path fresh = path.resolve("blueprints").resolve("." + checksum);
            Whole.remove(fresh);
            for (Map.Entry<String, String> file : payload.entrySet()) {
                Whole.write(fresh.resolve(file.getKey()), file.getValue());
            }
            Files.move(fresh, folder);
        }
    }
}
