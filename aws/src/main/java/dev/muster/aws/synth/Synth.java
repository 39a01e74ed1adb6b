package dev.muster.aws.synth;

import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.facts.InstanceType;
import dev.muster.aws.facts.RegionFact;
import dev.muster.aws.template.Template;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.problem.MusterException;
import dev.muster.core.spec.Spec;
import dev.muster.core.spec.Spec.Topology;
import dev.muster.core.value.Region;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From a spec and a blueprint to stacks. Pure: the same input gives the same bytes, and no AWS call is made. What the
 * rules of {@link AwsRules} refuse must have been refused before.
 */
public final class Synth {
    /**
     * The longest that AWS lets an instance wait for its end: 100 times the heartbeat of the hook (GlobalTimeout of
     * LifecycleHook, docs.aws.amazon.com/autoscaling/ec2/APIReference, 2026-11-28).
     */
    public static final Duration LONGEST_STOP = Duration.ofSeconds(100L * GroupPart.HEARTBEAT);

    private final AwsFacts facts;
    private final NodeFiles files;

    /** @param files what lies in the bucket for the nodes of a region */
    public Synth(AwsFacts facts, NodeFiles files) {
        this.facts = facts;
        this.files = files;
    }

    /** The stacks in the order in which they are made: for each region its bucket, then the deployment. */
    public List<StackPlan> stacks(Spec spec, Blueprint blueprint) {
        Picks picks = Picks.of(spec, blueprint);
        if (picks.aws().regions().isEmpty()) {
            throw MusterException.invalid("the spec names no region", "write aws: {region: eu-central-1}, or --region");
        }
        return picks.aws().regions().parallelStream()
                .flatMap(region -> Stream.of(bucket(region), deployment(site(picks, region))))
                .toList();
    }

    /** The facts of a deployment in a region, decided. */
    public Site site(Picks picks, Region region) {
        RegionFact fact = known(facts.regions().get(region.code()), "region " + region);
        InstanceType type = known(picks.type(facts).orElse(null), "the instance type");
        return new Site(picks, region, fact, type);
    }

    private static <T> T known(@Nullable T fact, String what) {
        return Optional.ofNullable(fact)
                .orElseThrow(() -> MusterException.invalid(what + " is not known", "muster validate says more"));
    }

    private static StackPlan bucket(Region region) {
        SortedMap<String, String> tags = new TreeMap<>();
        tags.put("muster:bucket", region.code());
        return new StackPlan(
                region,
                Names.BUCKET_STACK,
                "bucket of the region",
                BucketStack.build(),
                new TreeMap<>(),
                tags,
                new TreeMap<>(),
                Optional.empty());
    }

    private StackPlan deployment(Site site) {
        Template template;
        SortedMap<String, Input> inputs;
        if (site.picks().spec().topology() == Topology.FLEET) {
            FleetStack stack = new FleetStack(site);
            template = stack.build();
            inputs = stack.inputs();
        } else {
            DeploymentStack stack = new DeploymentStack(site);
            template = stack.build();
            inputs = stack.inputs();
        }
        SortedMap<String, String> tags = new TreeMap<>(site.picks().aws().tags());
        tags.put(Names.DEPLOYMENT_TAG, site.picks().spec().name().text());
        return new StackPlan(
                site.region(),
                Names.stack(site.picks().spec().name()),
                "deployment " + site.picks().spec().name(),
                template,
                inputs,
                tags,
                Manifests.of(site, files),
                files.program());
    }
}
