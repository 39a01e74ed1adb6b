package dev.muster.aws.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.BlueprintFolder;
import dev.muster.core.blueprint.BlueprintReader;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.SlotPaths;
import dev.muster.core.plan.NodeDiff.Side;
import dev.muster.core.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a slot reads from the bucket.
 *
 * @param sums checksums by path, as its manifest has them
 * @param bucket an object by its key
 */
record SlotFiles(String deployment, SortedMap<String, String> sums, Function<String, Optional<byte[]>> bucket) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (\\S+)");
    private static final String NODE = "node.json";
    private static final String BLUEPRINTS = "blueprints/";

    /**
     * The files of a slot; empty without a manifest that names a configuration.
     *
     * @param slot the slot's word
     */
    static Optional<SlotFiles> of(String deployment, String slot, Function<String, Optional<byte[]>> bucket) {
        SortedMap<String, String> sums = new TreeMap<>();
        bucket.apply("deployments/" + deployment + "/" + slot + "/manifest")
                .ifPresent(manifest -> text(manifest)
                        .lines()
                        .map(LINE::matcher)
                        .filter(Matcher::matches)
                        .forEach(line -> sums.put(line.group(2), line.group(1))));
        return sums.containsKey(NODE) ? Optional.of(new SlotFiles(deployment, sums, bucket)) : Optional.empty();
    }

    /** What the node runs; empty if a file of it is missing or of another form. */
    Optional<Side> side() {
        return file(NODE)
                .flatMap(SlotFiles::node)
                .flatMap(node -> blueprint(node.blueprint())
                        .map(blueprint -> new Side(
                                blueprint,
                                node,
                                SlotPaths.below(
                                        Path.of("/"), blueprint.volumes().keySet()))));
    }

    private static Optional<NodeConfig> node(String json) {
        try {
            return Optional.of(MAPPER.readValue(json, NodeConfig.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Optional<Blueprint> blueprint(String name) {
        Map<String, String> texts = new TreeMap<>();
        sums.keySet().stream()
                .filter(path -> path.startsWith(BLUEPRINTS))
                .forEach(path -> file(path).ifPresent(text -> texts.put(path.substring(BLUEPRINTS.length()), text)));
        return BlueprintReader.read(BlueprintFolder.of(name, texts), new Problems());
    }

    private Optional<String> file(String path) {
        return Optional.ofNullable(sums.get(path))
                .flatMap(sum -> bucket.apply("deployments/" + deployment + "/files/" + sum))
                .map(SlotFiles::text);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
