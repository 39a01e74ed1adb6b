package dev.muster.agent.prepare;

import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.blueprint.BlueprintFolder;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.problem.MusterException;
import dev.muster.core.spec.Spec;
import dev.muster.core.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What was fetched for a slot before its first start: {@code node.json}, {@code spec.yaml}, {@code blueprints/NAME/},
 * and in {@code downloads/} files that need not be fetched from their publishers.
 */
public record BootFiles(Path folder) {
    /** Where downloads are kept; some may be there already. */
    public Path downloads() {
        return folder.resolve("downloads");
    }

    /** What this machine was told of its slot earlier. */
    Path known() {
        return folder.resolve("known.json");
    }

    /** What the slot shall run. */
    public NodeConfig node() throws IOException {
        return Json.read(text("node.json"), NodeConfig.class);
    }

    /** The spec that it was made of. */
    public Spec spec() throws IOException {
        return SpecReader.read(
                        folder.resolve("spec.yaml").toString(),
                        text("spec.yaml"),
                        Libraries.folder(folder.resolve("blueprints")),
                        spec -> spec)
                .spec();
    }

    private String text(String name) throws IOException {
        return Whole.read(folder.resolve(name))
                .orElseThrow(() -> MusterException.failed(
                        "the manifest names no " + name, "run \"muster up\" with the spec again"));
    }

    /** Lays the files out where an agent looks for them; what is there already is not written again. */
    public void layOut(SlotFolder slot) throws IOException {
        NodeConfig node = node();
        Path place = slot.deployment().resolve("blueprints").resolve(node.blueprintChecksum());
        BlueprintFolder blueprint = Libraries.open(folder.resolve("blueprints").resolve(node.blueprint()));
        for (Map.Entry<String, String> file : blueprint.payload().entrySet()) {
            keep(place.resolve(file.getKey()), file.getValue());
        }
        keep(slot.deployment().resolve("spec.yaml"), text("spec.yaml"));
        // Last: it is what makes the slot exist.
        keep(slot.nodeFile(), text("node.json"));
    }

    private static void keep(Path file, String text) throws IOException {
        if (Whole.read(file).filter(text::equals).isEmpty()) {
            Whole.write(file, text);
        }
    }
}
