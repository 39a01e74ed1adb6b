package dev.muster.aws.diff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.facts.CreateOnly;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What CloudFormation would do with a resource of which properties differ.
 *
 * @param differing paths of the properties
 * @param replacing those of them for which the resource is replaced
 * @param refused those of them for which the update fails
 */
record Fate(String type, Set<String> differing, Set<String> replacing, Set<String> refused) {
    /**
     * The schema of a volume names no create-only property, and these cannot be changed in place all the same
     * (CloudFormation fails the update; note of create-only.json, 2026-11-22).
     */
    private static final List<String> FIXED_ON_VOLUMES =
            List.of("AvailabilityZone", "SnapshotId", "Encrypted", "KmsKeyId");

    private static final String VOLUME = "AWS::EC2::Volume";

    static Fate of(JsonNode before, JsonNode after, AwsFacts facts) {
        String type = after.path("Type").asText();
        Set<String> differing = Differing.paths(before.path("Properties"), after.path("Properties"));
        Set<String> replacing = facts.createOnly(type).map(CreateOnly::replaces).orElse(Set.of()).stream()
                .filter(property -> Differing.touches(differing, property))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> refused = new TreeSet<>();
        if (type.equals(VOLUME)) {
            FIXED_ON_VOLUMES.stream().filter(differing::contains).forEach(refused::add);
            if (shrinks(before, after)) {
                refused.add("Size");
            }
        }
        if (!before.path("Type").equals(after.path("Type"))) {
            replacing.add("Type");
        }
        return new Fate(type, differing, replacing, refused);
    }

    private static boolean shrinks(JsonNode before, JsonNode after) {
        return after.path("Properties").path("Size").asLong()
                < before.path("Properties").path("Size").asLong();
    }

    boolean volume() {
        return type.equals(VOLUME);
    }
}
