package dev.muster.aws.diff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.synth.Names;
import dev.muster.aws.synth.StackPlan;
import dev.muster.aws.template.Resource;
import dev.muster.core.plan.Change;
import dev.muster.core.plan.Change.Action;
import dev.muster.core.plan.Finding;
import dev.muster.core.plan.Finding.Severity;
import dev.muster.core.value.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares stacks with what they were. */
public final class StackDiff {
    private final AwsFacts facts;
    private final boolean several;
    private final List<Change> changes = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private StackDiff(AwsFacts facts, boolean several) {
        this.facts = facts;
        this.several = several;
    }

    /**
     * What a comparison tells.
     *
     * @param changes in the order of the stacks; what stays as it is is left out
     * @param findings changes that CloudFormation would refuse, and what is left where nothing is any more
     */
    public record Result(List<Change> changes, List<Finding> findings) {}

    /**
     * What is made, changed, replaced and removed.
     *
     * @param earlier empty: nothing is there yet
     */
    public static Result of(List<StackPlan> stacks, Optional<? extends Earlier> earlier, AwsFacts facts) {
        boolean several = stacks.stream().map(StackPlan::region).distinct().count() > 1;
        StackDiff diff = new StackDiff(facts, several);
        stacks.forEach(stack -> diff.stack(stack, earlier));
        earlier.ifPresent(one -> one.elsewhere(stacks).forEach(region -> diff.left(stacks.getLast(), region)));
        return new Result(List.copyOf(diff.changes), List.copyOf(diff.findings));
    }

    private void stack(StackPlan stack, Optional<? extends Earlier> earlier) {
        Optional<StackImage> image = earlier.flatMap(one -> one.stack(stack));
        Map<String, JsonNode> before =
                new TreeMap<>(image.map(StackImage::resources).orElse(Map.of()));
        Fates fates = Fates.of(before, StackImage.of(stack).resources(), facts);
        int first = changes.size();
        for (Resource resource : stack.template().resources()) {
            if (before.remove(resource.id()) == null) {
                add(Action.CREATE, resource.type(), name(stack, resource.id()), resource.description());
            } else {
                fates.of(resource.id()).ifPresent(fate -> changed(stack, resource, fate));
                node(stack, resource, fates, earlier);
            }
        }
        before.forEach((id, old) -> add(Action.REMOVE, old.path("Type").asText(), name(stack, id), removed(old)));
        if (image.isPresent() && changes.stream().skip(first).noneMatch(StackDiff::ofTemplate)) {
            changes.add(
                    first, new Change(Action.KEEP, "stack", name(stack, stack.name()), "its template changes nothing"));
        }
    }

    private void left(StackPlan deployment, Region region) {
        findings.add(new Finding(
                "operations.region-left",
                Severity.WARNING,
                "operations",
                deployment.name() + " was in " + region
                        + " too, which is not named any more: \"muster up\" leaves what is"
                        + " there as it is, and it is paid for",
                "muster down " + deployment.tags().get(Names.DEPLOYMENT_TAG) + " --region " + region));
    }

    private static boolean ofTemplate(Change change) {
        return change.kind().startsWith("AWS::");
    }

    private void changed(StackPlan stack, Resource resource, Fate fate) {
        boolean replaced = !fate.replacing().isEmpty();
        String why = Consequence.of(fate);
        String name = name(stack, resource.id());
        add(replaced ? Action.REPLACE : Action.CHANGE, resource.type(), name, resource.description() + ": " + why);
        if (!fate.refused().isEmpty()) {
            findings.add(new Finding(
                    "reliability.volume-fixed",
                    Severity.ERROR,
                    "reliability",
                    name + ": " + why,
                    "leave them as they were, or put up another deployment and move the data by a snapshot"));
        }
    }

    private void node(StackPlan stack, Resource group, Fates fates, Optional<? extends Earlier> earlier) {
        if (!group.type().equals("AWS::AutoScaling::AutoScalingGroup")) {
            return;
        }
        boolean replaced = fates.replacesNodes(group, stack.template());
        if (replaced) {
            add(
                    Action.REPLACE,
                    "node",
                    name(stack, node(stack, group)),
                    "the instance is replaced: stopped cleanly, then another one started; "
                            + Groups.kept(group, stack.template()));
        }
        earlier.ifPresent(one -> inside(stack, group, one, replaced));
    }

    /** What the node is made to run, which lies in the bucket and not in the template. */
    private void inside(StackPlan stack, Resource group, Earlier earlier, boolean replaced) {
        String deployment = String.valueOf(stack.tags().get(Names.DEPLOYMENT_TAG));
        String slot = Groups.word(group);
        String name = name(stack, node(stack, group));
        Optional<SlotFiles> then = SlotFiles.of(
                deployment, slot, key -> Optional.ofNullable(stack.assets().get(key)));
        Optional<SlotFiles> now = SlotFiles.of(deployment, slot, key -> earlier.asset(stack.region(), key));
        if (now.isPresent() && then.isPresent()) {
            changes.addAll(NodeChanges.of(name, now.get(), then.get(), replaced));
        } else if (then.isPresent()) {
            findings.add(new Finding(
                    "operations.node-files",
                    Severity.INFO,
                    "operations",
                    name + ": what the node reads is not there, so its settings and version are not compared",
                    "keep the folder assets with the templates of an earlier synth"));
        }
    }

    /** As users call it: {@code demo/1}. */
    private static String node(StackPlan stack, Resource group) {
        return stack.tags().get(Names.DEPLOYMENT_TAG) + "/" + Groups.word(group);
    }

    private static String removed(JsonNode old) {
        String policy = old.path("DeletionPolicy").asText();
        return policy.startsWith("Retain")
                ? "leaves the stack and is kept: it stays yours, and is paid for until you delete it"
                : "is not part of the deployment any more";
    }

    private String name(StackPlan stack, String id) {
        return several ? stack.region() + "/" + id : id;
    }

    private void add(Action action, String kind, String name, String why) {
        changes.add(new Change(action, kind, name, why));
    }
}
