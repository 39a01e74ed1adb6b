package dev.muster.aws.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.aws.synth.StackPlan;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder that {@code synth} wrote earlier. A stack's template is the file with {@code Resources} whose path names its
 * region and its name, its parameters the file of CloudFormation's form beside it ({@code ParameterKey},
 * {@code ParameterValue}); what nodes read lies below the region's {@code assets}.
 */
public final class EarlierSynth implements Earlier {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final Map<Path, JsonNode> files;

    private EarlierSynth(Path folder, Map<Path, JsonNode> files) {
        this.folder = folder;
        this.files = files;
    }

    /** @throws MusterException if there is no template in the folder */
    public static EarlierSynth read(Path folder) {
        Map<Path, JsonNode> files = new TreeMap<>();
        try (Stream<Path> all = Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".json")).toList()) {
                json(file).ifPresent(tree -> files.put(folder.relativize(file), tree));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (files.values().stream().noneMatch(tree -> tree.has("Resources"))) {
            throw MusterException.invalid(
                    "No template is in " + folder + ".", "Name a folder that \"muster synth -o\" wrote.");
        }
        return new EarlierSynth(folder, files);
    }

    private static Optional<JsonNode> json(Path file) throws IOException {
        try {
            return Optional.of(MAPPER.readTree(Files.readString(file)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<StackImage> stack(StackPlan stack) {
        List<Path> own =
                files.keySet().stream().filter(path -> names(path, stack)).toList();
        Map<String, String> values = new HashMap<>();
        own.forEach(path -> values(tree(path), values));
        return own.stream()
                .map(this::tree)
                .filter(tree -> tree.has("Resources"))
                .findFirst()
                .map(template -> StackImage.of(template, values));
    }

    @Override
    public Optional<byte[]> asset(Region region, String key) {
        Path file = folder.resolve(region + "/assets/" + key);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode tree(Path path) {
        return files.getOrDefault(path, MAPPER.nullNode());
    }

    private static boolean names(Path path, StackPlan stack) {
        List<String> words = Arrays.asList(path.toString().split("[/.\\\\]", -1));
        return words.contains(stack.region().code()) && words.contains(stack.name());
    }

    private static void values(JsonNode tree, Map<String, String> values) {
        JsonNode list = tree.isArray() ? tree : tree.path("Parameters");
        if (list.isArray()) {
            list.forEach(one -> {
                // Tags lie beside it in the same form, with other names.
                if (one.has("ParameterKey")) {
                    values.put(
                            one.path("ParameterKey").asText(),
                            one.path("ParameterValue").asText());
                }
            });
        } else if (!tree.has("Resources")) {
            list.properties()
                    .forEach(one -> values.put(one.getKey(), one.getValue().asText()));
        }
    }
}
