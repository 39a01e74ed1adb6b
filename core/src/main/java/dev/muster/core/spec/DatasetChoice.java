package dev.muster.core.spec;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Dataset;
import dev.muster.core.shape.Cursor;
import dev.muster.core.yaml.YamlNode;
import dev.muster.core.yaml.YamlNode.YamlMap;
import java.util.Optional;

/** What a spec says of the data that nodes start from. */
public sealed interface DatasetChoice {
    /** The word for none, so that no dataset may be called so. */
    String NONE = "none";

    /** None: nodes sync from their peers. */
    record Nothing() implements DatasetChoice {}

    /** One of the blueprint's, for the spec's network. */
    record Named(String name) implements DatasetChoice {}

    /** One that the spec itself describes. */
    record Own(Dataset dataset) implements DatasetChoice {}

    /** The dataset; empty if there is none. */
    default Optional<Dataset> of(Blueprint blueprint, String network) {
        return switch (this) {
            case Nothing _ -> Optional.empty();
            case Own(Dataset dataset) -> Optional.of(dataset);
            case Named(String name) ->
                blueprint.datasets().stream()
                        .filter(each ->
                                each.name().equals(name) && each.network().equals(network))
                        .findFirst();
        };
    }

    /** Reads it from a spec that has the right shape. */
    static DatasetChoice read(YamlNode node, String network) {
        if (!(node instanceof YamlMap map)) {
            String name = Cursor.scalar(node);
            return name.equals(NONE) ? new Nothing() : new Named(name);
        }
        Cursor at = new Cursor(map);
        String url = at.text("object")
                .map(key -> Dataset.IN_BUCKET + "datasets/" + key)
                .orElseGet(() -> at.text("url", ""));
        return new Own(new Dataset(
                url.substring(url.lastIndexOf('/') + 1),
                network,
                url,
                at.text("checksum"),
                at.text("to", "."),
                at.size("size"),
                at.size("needs")));
    }
}
