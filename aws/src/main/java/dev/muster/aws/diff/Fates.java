package dev.muster.aws.diff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Template;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What CloudFormation would do with each resource of a stack. A resource that names a replaced one gets another value
 * there, and may be replaced for it in turn: so this is asked until nothing more is replaced.
 *
 * @param byId those that change in any way
 */
record Fates(Map<String, Fate> byId) {
    static Fates of(Map<String, JsonNode> before, Map<String, JsonNode> after, AwsFacts facts) {
        Set<String> replaced = Set.of();
        while (true) {
            Fates fates = once(before, after, replaced, facts);
            if (fates.replaced().equals(replaced)) {
                return fates;
            }
            replaced = fates.replaced();
        }
    }

    private static Fates once(
            Map<String, JsonNode> before, Map<String, JsonNode> after, Set<String> replaced, AwsFacts facts) {
        Map<String, Fate> fates = new TreeMap<>();
        after.forEach((id, then) -> {
            JsonNode now = before.get(id);
            if (now != null) {
                Fate fate = Fate.of(now, then, replaced, facts);
                if (!fate.differing().isEmpty() || !same(now, then)) {
                    fates.put(id, fate);
                }
            }
        });
        return new Fates(fates);
    }

    /** Metadata is for those who read templates; it makes no difference to the stack. */
    private static boolean same(JsonNode before, JsonNode after) {
        return Differing.paths(before, after).stream().allMatch(path -> path.startsWith("Metadata"));
    }

    private Set<String> replaced() {
        return byId.entrySet().stream()
                .filter(one -> !one.getValue().replacing().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    Optional<Fate> of(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether the instances of a group are replaced: with it, for other subnets, or for another launch template. */
    boolean replacesNodes(Resource group, Template template) {
        boolean own = of(group.id())
                .filter(fate -> !fate.replacing().isEmpty()
                        || Differing.touches(fate.differing(), "VPCZoneIdentifier")
                        || Differing.touches(fate.differing(), "LaunchTemplate"))
                .isPresent();
        return own
                || template.ofType("AWS::EC2::LaunchTemplate").stream()
                        .filter(machine -> Groups.runs(group, machine.id()))
                        .flatMap(machine -> of(machine.id()).stream())
                        .anyMatch(fate -> !fate.differing().isEmpty());
    }
}
