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
 * @param through ids of replaced resources that it names
 */
record Fate(String type, Set<String> differing, Set<String> replacing, Set<String> refused, Set<String> through) {
    /**
     * The schema of a volume names no create-only property, and these cannot be changed in place all the same
     * (CloudFormation fails the update; note of create-only.json, 2026-11-22).
     */
    private static final List<String> FIXED_ON_VOLUMES =
            List.of("AvailabilityZone", "SnapshotId", "Encrypted", "KmsKeyId");

    /** @param replaced ids of resources that are replaced: what names one of them has another value there */
    static Fate of(JsonNode before, JsonNode after, Set<String> replaced, AwsFacts facts) {
        String type = after.path("Type").asText();
        Set<String> differing = Differing.paths(before.path("Properties"), after.path("Properties"));
        differing.addAll(References.paths(after.path("Properties"), replaced));
        Set<String> replacing = facts.createOnly(type).map(CreateOnly::replaces).orElse(Set.of()).stream()
                .filter(property -> Differing.touches(differing, property))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> refused = new TreeSet<>();
        if (type.equals("AWS::EC2::Volume")) {
            FIXED_ON_VOLUMES.stream().filter(differing::contains).forEach(refused::add);
            if (shrinks(before, after)) {
                refused.add("Size");
            }
        }
        if (!before.path("Type").equals(after.path("Type"))) {
            replacing.add("Type");
        }
        Set<String> through = References.named(after.path("Properties"), replaced);
        return new Fate(type, differing, replacing, refused, through);
    }

    private static boolean shrinks(JsonNode before, JsonNode after) {
        return after.path("Properties").path("Size").asLong()
                < before.path("Properties").path("Size").asLong();
    }
}
