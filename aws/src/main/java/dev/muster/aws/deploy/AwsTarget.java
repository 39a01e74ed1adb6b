package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Identity;
import dev.muster.aws.synth.Names;
import dev.muster.aws.synth.StackPlan;
import dev.muster.core.plan.Change;
import dev.muster.core.problem.MusterException;
import dev.muster.core.progress.Progress;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.spec.Spec;
import dev.muster.core.value.Region;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Carries plans out on AWS. Keeps nothing here: what is there is asked each time. */
public final class AwsTarget {
    private final Access access;
    private final InstantSource clock;
    private final Pace pace;

    public AwsTarget(Access access, InstantSource clock, Pace pace) {
        this.access = access;
        this.clock = clock;
        this.pace = pace;
    }

    /**
     * Looks at what the account has of a deployment; changes nothing.
     *
     * @throws MusterException if the account is not the one the spec is for
     */
    public Prospect look(Spec spec, List<StackPlan> plans) {
        Region first = plans.getFirst().region();
        try (Cloud cloud = Cloud.of(access, first)) {
            Identity identity = Identity.of(cloud, spec.aws().flatMap(AwsSpec::account));
            Map<String, StackView> there = new HashMap<>();
            Map<String, Stacks> regions = new HashMap<>();
            Map<String, Assets> assets = new HashMap<>();
            List<StackPlan> filled = new ArrayList<>();
            List<Change> outside = new ArrayList<>();
            for (StackPlan plan : plans) {
                Cloud local = cloud.in(plan.region());
                Stacks stacks = regions.computeIfAbsent(plan.region().code(), code -> new Stacks(local));
                Optional<StackView> view = stacks.find(plan.name());
                view.ifPresent(found -> there.put(LiveStacks.key(plan), found));
                bucket(plan, view)
                        .ifPresent(bucket -> assets.put(
                                plan.region().code(),
                                new Assets(local, bucket, spec.name().text())));
                own(spec, plan, view);
                Upkeep upkeep = new Upkeep(new Certificates(local, spec.name(), pace), clock);
                Optional<Certificate> certificate = upkeep.find(plan, view);
                filled.add(new Inputs(local, stacks, none -> certificate.map(Certificate::arn)).fill(plan, view));
                outside.addAll(upkeep.changes(plan, certificate, view));
            }
            return new Prospect(identity, filled, new LiveStacks(there, regions, assets), outside);
        }
    }

    /** The region's bucket, if the plan is of its stack and that is there. */
    private static Optional<String> bucket(StackPlan plan, Optional<StackView> view) {
        return view.filter(_ -> plan.name().equals(Names.BUCKET_STACK))
                .map(stack -> stack.outputs().get("Bucket"));
    }

    /** A stack of the name that somebody else made is left alone. */
    private static void own(Spec spec, StackPlan plan, Optional<StackView> view) {
        boolean bucket = plan.name().equals(Names.BUCKET_STACK);
        boolean foreign = view.filter(stack -> stack.standing() != Standing.ABSENT)
                .filter(stack ->
                        !bucket && !spec.name().text().equals(stack.tags().get(Names.DEPLOYMENT_TAG)))
                .isPresent();
        if (foreign) {
            throw MusterException.failed(
                    "there is a stack " + plan.name() + " in " + plan.region() + " which Muster did not make",
                    "give the deployment another name");
        }
    }

    /**
     * Makes it so. Each step may be done again: after a death at any point the next {@code up} goes on.
     *
     * @param wait whether to follow the stack until its nodes have started
     * @param onlooker who may break it off
     * @return outputs of the deployment's stacks, by region
     */
    public Map<Region, Map<String, String>> up(
            Spec spec, Prospect prospect, Progress progress, boolean wait, Onlooker onlooker)
            throws InterruptedException {
        Map<Region, List<StackPlan>> regions = new LinkedHashMap<>();
        prospect.plans()
                .forEach(plan -> regions.computeIfAbsent(plan.region(), region -> new ArrayList<>())
                        .add(plan));
        Map<Region, Map<String, String>> outputs =
                new TreeMap<>((a, b) -> a.code().compareTo(b.code()));
        for (Map.Entry<Region, List<StackPlan>> region : regions.entrySet()) {
            try (Cloud cloud = Cloud.of(access, region.getKey())) {
                RegionUp work = new RegionUp(
                        cloud, spec, pace, clock, prospect.identity().arn(), progress, onlooker);
                outputs.put(region.getKey(), work.up(region.getValue(), wait));
            }
        }
        return outputs;
    }
}
