package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.synth.Input;
import dev.muster.aws.synth.Names;
import dev.muster.aws.synth.StackPlan;
import dev.muster.aws.template.Resource;
import dev.muster.core.problem.MusterException;
import dev.muster.core.progress.Progress;
import dev.muster.core.spec.Spec;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the stacks of one region up, one after another. */
final class RegionUp {
    private final Cloud cloud;
    private final Spec spec;
    private final Pace pace;
    private final Progress progress;
    private final Stacks stacks;
    private final ChangeSets changeSets;
    private final Upkeep upkeep;
    private final String by;
    private final BreakOff breakOff;

    /**
     * @param by who works, as AWS knows them: an ARN
     * @param onlooker who may break it off
     */
    RegionUp(Cloud cloud, Spec spec, Pace pace, InstantSource clock, String by, Progress progress, Onlooker onlooker) {
        this.cloud = cloud;
        this.spec = spec;
        this.pace = pace;
        this.progress = progress;
        this.stacks = new Stacks(cloud);
        this.by = by;
        this.changeSets = new ChangeSets(stacks, pace, clock.instant().toString());
        this.upkeep = new Upkeep(new Certificates(cloud, spec.name(), pace), clock);
        this.breakOff = new BreakOff(cloud, pace, onlooker);
    }

    /** The outputs of the last stack. */
    Map<String, String> up(List<StackPlan> plans, boolean wait) throws InterruptedException {
        for (StackPlan plan : plans) {
            boolean last = plan.equals(plans.getLast());
            stack(plan, wait || !last);
        }
        return stacks.find(plans.getLast().name()).map(StackView::outputs).orElse(Map.of());
    }

    private void stack(StackPlan plan, boolean wait) throws InterruptedException {
        Progress part = progress.start(plan.region() + "/" + plan.name(), plan.purpose());
        Optional<StackView> there = settled(plan, part);
        breakOff.before(plan.name(), () -> {});
        StackPlan filled = new Inputs(cloud, stacks, upkeep::provide).fill(plan, there);
        Runnable restore = upload(filled, part);
        Optional<ChangeSets.Ready> ready = changeSets.prepare(ChangeSets.Wanted.of(filled, by, large(filled)), there);
        if (ready.isEmpty()) {
            upkeep.settle(plan, there, there, part);
            part.done(plan.purpose() + ": nothing to change");
            return;
        }
        breakOff.before(plan.name(), restore);
        String id = stacks.find(plan.name()).map(StackView::id).orElse(plan.name());
        Optional<String> newest = stacks.newest(id);
        boolean begun = changeSets.execute(ready.get());
        if (!wait) {
            part.done(plan.purpose() + ": begun; \"muster status " + spec.name() + "\" tells how it goes on");
            return;
        }
        Ending ending = following(plan, part, restore).follow(id, begun ? newest : Optional.empty());
        if (!ending.well()) {
            part.fail(plan.purpose() + ": failed (" + ending.status() + ")");
            if (ending.status().equals("UPDATE_ROLLBACK_COMPLETE")) {
                restore.run();
            }
            throw new Postmortem(cloud, spec.name().text()).explain(filled, ending);
        }
        upkeep.settle(plan, there, stacks.find(plan.name()), part);
        part.done(plan.purpose() + ": done");
    }

    /** Puts there what nodes run; what is returned puts back what that replaced. */
    private Runnable upload(StackPlan plan, Progress part) {
        if (plan.assets().isEmpty()) {
            return () -> {};
        }
        Assets assets = assets(plan);
        Map<String, byte[]> replaced = assets.upload(plan, part.start("assets", "put what nodes run into the bucket"));
        return () -> assets.restore(replaced);
    }

    private Following following(StackPlan plan, Progress part, Runnable restore) {
        return new Following(stacks, pace, part, descriptions(plan)).with(breakOff, restore);
    }

    private Assets assets(StackPlan plan) {
        Input bucket = plan.parameters().get("Bucket");
        if (bucket == null || !bucket.known()) {
            throw MusterException.failed(
                    "the stack " + Names.BUCKET_STACK + " in " + plan.region() + " names no bucket among its outputs",
                    "if it is not Muster's, it stands in the way; an emulator that tells no outputs cannot be used");
        }
        return new Assets(cloud, bucket.text(), spec.name().text());
    }

    private Optional<String> large(StackPlan plan) {
        int size = plan.template().compact().getBytes(StandardCharsets.UTF_8).length;
        return size > ChangeSets.LARGEST_BODY
                ? Optional.of(assets(plan).template(plan.template().compact()))
                : Optional.empty();
    }

    private static Map<String, String> descriptions(StackPlan plan) {
        Map<String, String> all = new HashMap<>();
        for (Resource resource : plan.template().resources()) {
            all.put(resource.id(), resource.description());
        }
        return all;
    }

    /** The stack once nobody is at work on it, and with what cannot be mended out of the way. */
    private Optional<StackView> settled(StackPlan plan, Progress part) throws InterruptedException {
        Optional<StackView> there = stacks.find(plan.name());
        for (int round = 0; there.isPresent() && round < 5; round++) {
            StackView stack = there.get();
            switch (stack.standing()) {
                case ABSENT, STEADY -> {
                    return there;
                }
                case BUSY -> {
                    part.note("work on " + stack.name() + " was begun before (" + stack.status() + "), "
                            + stacks.begun(stack) + "; following it");
                    following(plan, part, () -> {}).follow(stack.id(), Optional.empty());
                }
                case RUINED -> {
                    refuseIfKept(stack, plan);
                    part.note("what is left of an attempt that failed is removed first");
                    delete(stack, plan, part);
                }
                case STUCK -> {
                    part.note("the way back from a change that failed is tried once more");
                    Optional<String> newest = stacks.newest(stack.id());
                    stacks.goOnBack(stack);
                    following(plan, part, () -> {}).follow(stack.id(), newest);
                }
            }
            there = stacks.find(plan.name());
        }
        return there;
    }

    private void delete(StackView stack, StackPlan plan, Progress part) throws InterruptedException {
        Optional<String> newest = stacks.newest(stack.id());
        stacks.delete(stack);
        Ending ending = following(plan, part, () -> {}).follow(stack.id(), newest);
        if (!ending.well()) {
            throw new Postmortem(cloud, spec.name().text()).explain(plan, ending);
        }
    }

    /** A removal that failed is somebody's wish to have it gone: up does not take it back unasked. */
    private void refuseIfKept(StackView stack, StackPlan plan) {
        if (stack.status().equals("DELETE_FAILED") && !plan.name().equals(Names.BUCKET_STACK)) {
            throw MusterException.failed(
                    "the removal of " + spec.name() + " was begun and failed",
                    "\"muster down " + spec.name() + "\" goes on with it; then up again");
        }
    }
}
