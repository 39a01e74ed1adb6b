package dev.muster.aws.facts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.aws.facts.VolumeLimits.Bounds;
import dev.muster.core.value.Architecture;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The tables of what is known of AWS offline; each file says where its rows were read and when. */
public final class AwsFacts {
    private final Lazy<SortedMap<String, RegionFact>> regions = new Lazy<>(AwsFacts::readRegions);
    private final Lazy<SortedMap<String, InstanceType>> types = new Lazy<>(AwsFacts::readTypes);
    private final Lazy<Map<String, VolumeLimits>> volumes = new Lazy<>(AwsFacts::readVolumes);
    private final Lazy<Map<String, CreateOnly>> createOnly = new Lazy<>(AwsFacts::readCreateOnly);

    /** Regions by code. */
    public SortedMap<String, RegionFact> regions() {
        return regions.get();
    }

    /** Instance types by name. */
    public SortedMap<String, InstanceType> instanceTypes() {
        return types.get();
    }

    /** Volume types by name. */
    public Map<String, VolumeLimits> volumes() {
        return volumes.get();
    }

    /** Which properties of a resource type cannot be changed in place; empty for a type that is not in the table. */
    public Optional<CreateOnly> createOnly(String type) {
        return Optional.ofNullable(createOnly.get().get(type));
    }

    private static SortedMap<String, RegionFact> readRegions() {
        SortedMap<String, RegionFact> all = new TreeMap<>();
        for (JsonNode row : Table.read("regions.json").path("regions")) {
            String code = row.path("region").asText();
            all.put(
                    code,
                    new RegionFact(
                            code,
                            row.path("name").asText(),
                            row.path("optIn").asBoolean(),
                            List.copyOf(texts(row.path("zones")))));
        }
        return all;
    }

    private static SortedMap<String, InstanceType> readTypes() {
        SortedMap<String, InstanceType> all = new TreeMap<>();
        for (JsonNode row : Table.read("instance-types.json").path("types")) {
            all.put(row.path(0).asText(), type(row));
        }
        return all;
    }

    private static InstanceType type(JsonNode row) {
        return new InstanceType(
                row.path(0).asText(),
                row.path(1).asInt(),
                row.path(2).asLong(),
                Architecture.kernel(row.path(3).asText()),
                row.path(4).asInt(),
                whole(row.path(5)),
                real(row.path(6)),
                whole(row.path(7)),
                real(row.path(8)),
                row.path(9).asBoolean());
    }

    private static Map<String, VolumeLimits> readVolumes() {
        Map<String, VolumeLimits> all = new TreeMap<>();
        Table.read("volume-limits.json").path("types").properties().forEach(entry -> {
            JsonNode row = entry.getValue();
            all.put(
                    entry.getKey(),
                    new VolumeLimits(
                            entry.getKey(),
                            row.path("minGiB").asInt(),
                            row.path("maxGiB").asInt(),
                            bounds(row, "minIops", "maxIops", "iopsPerGiB"),
                            bounds(row, "minMiBps", "maxMiBps", "miBpsPerIops")));
        });
        return all;
    }

    private static Optional<Bounds> bounds(JsonNode row, String min, String max, String ratio) {
        return row.has(min)
                ? Optional.of(new Bounds(
                        row.path(min).asInt(),
                        row.path(max).asInt(),
                        row.path(ratio).asDouble()))
                : Optional.empty();
    }

    private static Map<String, CreateOnly> readCreateOnly() {
        Map<String, CreateOnly> all = new TreeMap<>();
        Table.read("create-only.json").properties().forEach(entry -> {
            if (entry.getKey().startsWith("AWS::")) {
                Set<String> replaces = texts(entry.getValue().path("createOnly"));
                Set<String> may = texts(entry.getValue().path("conditionalCreateOnly"));
                all.put(entry.getKey(), new CreateOnly(entry.getKey(), replaces, may));
            }
        });
        return all;
    }

    private static Set<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static OptionalInt whole(JsonNode node) {
        return node.isNumber() ? OptionalInt.of(node.asInt()) : OptionalInt.empty();
    }

    private static OptionalDouble real(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }
}
