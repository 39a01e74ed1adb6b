package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.synth.Names;
import dev.muster.core.problem.MusterException;
import dev.muster.core.progress.Progress;
import dev.muster.core.value.Name;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lets the instances of slots run or not. It is a parameter of the stack and nothing else of it changes, so that
 * CloudFormation is what remembers: the next {@code up} leaves a slot stopped that was stopped.
 */
public final class SlotSwitch {
    private final Cloud cloud;
    private final Pace pace;
    private final Stacks stacks;

    public SlotSwitch(Cloud cloud, Pace pace) {
        this.cloud = cloud;
        this.pace = pace;
        this.stacks = new Stacks(cloud);
    }

    /**
     * Switches and follows until the stack is so.
     *
     * @param now tells this run from others
     * @return whether anything was to change
     */
    public boolean set(Name name, Collection<Integer> slots, boolean running, Instant now, Progress progress)
            throws InterruptedException {
        StackView stack = steady(name);
        Map<String, String> values = new TreeMap<>(stack.parameters());
        slots.forEach(slot -> values.put(Names.id(String.valueOf(slot), "Running"), running ? "1" : "0"));
        if (values.equals(stack.parameters())) {
            return false;
        }
        Progress part = progress.start(
                cloud.region() + "/" + stack.name(), running ? "start the instances" : "stop the instances");
        String body = stacks.template(stack.id());
        ChangeSets changeSets = new ChangeSets(stacks, pace, now.toString());
        Map<String, String> tags = new TreeMap<>(stack.tags());
        tags.keySet().removeIf(key -> key.startsWith("aws:"));
        ChangeSets.Wanted wanted = new ChangeSets.Wanted(
                stack.name(),
                body,
                values,
                tags,
                running ? "muster start" : "muster stop --instance",
                large(stack, name, body));
        Optional<ChangeSets.Ready> ready = changeSets.prepare(wanted, Optional.of(stack));
        if (ready.isPresent()) {
            Optional<String> newest = stacks.newest(stack.id());
            boolean begun = changeSets.execute(ready.get());
            Ending ending = new Following(stacks, pace, part, LiveStacks.descriptions(body))
                    .follow(stack.id(), begun ? newest : Optional.empty());
            if (!ending.well()) {
                part.fail("failed (" + ending.status() + ")");
                throw MusterException.failed(
                        "the stack could not be changed: "
                                + ending.cause()
                                        .map(cause -> cause.what() + ": "
                                                + Reason.of(cause.reason()).what())
                                        .orElse("AWS gives no reason"),
                        "\"muster events " + name + "\" has the whole story");
            }
        }
        part.done(running ? "the instances start" : "the instances are stopped");
        return true;
    }

    private StackView steady(Name name) {
        StackView stack = stacks.find(Names.stack(name))
                .orElseThrow(() -> MusterException.invalid("there is no stack " + Names.stack(name), ""));
        if (stack.standing() != Standing.STEADY) {
            throw MusterException.failed(
                    "the stack of " + name + " stands at " + stack.status() + " and cannot be changed now",
                    "\"muster status " + name + "\" tells how it goes on");
        }
        return stack;
    }

    private Optional<String> large(StackView stack, Name name, String body) {
        return body.getBytes(StandardCharsets.UTF_8).length > ChangeSets.LARGEST_BODY
                ? Optional.of(
                        new Assets(cloud, stack.parameters().getOrDefault("Bucket", ""), name.text()).template(body))
                : Optional.empty();
    }
}
