package dev.muster.aws.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.aws.synth.Names;
import dev.muster.aws.synth.StackPlan;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Name;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder that {@code synth} wrote earlier. A stack's template is the file with {@code Resources} whose path names its
 * region and its name, its parameters the file of CloudFormation's form beside it ({@code ParameterKey},
 * {@code ParameterValue}); what nodes read lies below the region's {@code assets}.
 */
public final class EarlierSynth implements Earlier {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

    private final Path folder;
    private final Map<Path, JsonNode> files;

    private EarlierSynth(Path folder, Map<Path, JsonNode> files) {
        this.folder = folder;
        this.files = files;
    }

    /** @throws MusterException if no template of the deployment is in the folder */
    public static EarlierSynth read(Path folder, Name deployment) {
        Map<Path, JsonNode> files = new TreeMap<>();
        try (Stream<Path> all = Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".json")).toList()) {
                json(file).ifPresent(tree -> files.put(folder.relativize(file), tree));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        EarlierSynth earlier = new EarlierSynth(folder, files);
        if (earlier.templates(Names.stack(deployment)).findAny().isEmpty()) {
            throw MusterException.invalid(
                    "No template of " + Names.stack(deployment) + " is in " + folder + ".",
                    "Name a folder that \"muster synth -o\" wrote for it.");
        }
        return earlier;
    }

    private static Optional<JsonNode> json(Path file) throws IOException {
        try {
            return Optional.of(MAPPER.readTree(Files.readString(file)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The words of the paths of all templates of a stack. */
    private Stream<List<String>> templates(String stack) {
        return files.entrySet().stream()
                .filter(file -> file.getValue().has("Resources"))
                .map(file -> words(file.getKey()))
                .filter(words -> words.contains(stack));
    }

    @Override
    public List<Region> elsewhere(List<StackPlan> stacks) {
        Set<String> now = stacks.stream().map(stack -> stack.region().code()).collect(Collectors.toSet());
        return stacks.stream()
                .map(StackPlan::name)
                .filter(name -> !name.equals(Names.BUCKET_STACK))
                .distinct()
                .flatMap(this::templates)
                .flatMap(List::stream)
                .filter(word -> REGION.matcher(word).matches() && !now.contains(word))
                .distinct()
                .sorted()
                .map(Region::new)
                .toList();
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
        List<String> words = words(path);
        return words.contains(stack.region().code()) && words.contains(stack.name());
    }

    private static List<String> words(Path path) {
        return Arrays.asList(path.toString().split("[/.\\\\]", -1));
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
