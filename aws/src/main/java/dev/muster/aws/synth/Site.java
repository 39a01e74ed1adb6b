package dev.muster.aws.synth;

import dev.muster.aws.facts.InstanceType;
import dev.muster.aws.facts.RegionFact;
import dev.muster.core.blueprint.Expectation;
import dev.muster.core.plan.DatasetFindings;
import dev.muster.core.spec.Spec.Topology;
import dev.muster.core.value.Architecture;
import dev.muster.core.value.Cidr;
import dev.muster.core.value.Region;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A deployment in one region, everything decided: what the templates of that region are made from. */
public record Site(Picks picks, Region region, RegionFact fact, InstanceType type) {
    /** CloudFormation waits for a creation no longer than this (12 hours, 2026-11-22). */
    static final Duration LONGEST_CREATION = Duration.ofHours(12);
    /** CloudFormation waits for an update no longer than this (1 hour, 2026-11-22). */
    static final Duration LONGEST_UPDATE = Duration.ofHours(1);

    private static final Duration BOOT = Duration.ofMinutes(30);
    private static final int MOST_ZONES = 3;
    private static final long ROOT_GIB = 16;

    /** Words of the slots. */
    List<String> slots() {
        return IntStream.rangeClosed(1, picks.spec().nodes())
                .mapToObj(String::valueOf)
                .toList();
    }

    boolean ha() {
        return picks.spec().topology() == Topology.HA;
    }

    /** The root disk where the spec says none: what the system and a few container images need. */
    long rootGib() {
        return Math.max(ROOT_GIB, picks.imageGib());
    }

    /** The public parameter that names the newest image. */
    String imageParameter() {
        if (picks.gpu()) {
            return "/aws/service/ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id";
        }
        return "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-"
                + Architecture.spec(type.architecture());
    }

    /** The zones that nodes go to, in turn; a load balancer needs two. */
    List<String> zones(boolean forOwnNetwork) {
        List<String> wanted = picks.aws().network().zones();
        if (!wanted.isEmpty()) {
            return wanted;
        }
        int nodes = Math.min(MOST_ZONES, picks.spec().nodes());
        int enough = ha() || forOwnNetwork ? Math.max(2, nodes) : nodes;
        return fact.zones().subList(0, Math.min(enough, fact.zones().size()));
    }

    /** The range of a subnet of an own network: a sixteenth of it each. */
    Cidr subnet(Cidr vpc, int index) {
        int prefix = vpc.prefix() + 4;
        return new Cidr(vpc.base() + ((long) index << (32 - prefix)), prefix);
    }

    /** How long the stack waits for a node's start: boot, restore of a dataset, start. */
    Duration startTimeout() {
        Duration all = BOOT.plus(expected("start"));
        if (DatasetFindings.chosen(picks.spec(), picks.blueprint()).isPresent()) {
            all = all.plus(expected("restore"));
        }
        return all.compareTo(LONGEST_CREATION) > 0 ? LONGEST_CREATION : all;
    }

    /** The same for an update, whose volume holds its data already. */
    Duration updateTimeout() {
        Duration all = BOOT.plus(expected("start"));
        return all.compareTo(LONGEST_UPDATE) > 0 ? LONGEST_UPDATE : all;
    }

    private Duration expected(String what) {
        return picks.blueprint().expects().stream()
                .filter(one -> one.what().equals(what))
                .filter(one -> one.network().equals("*")
                        || one.network().equals(picks.spec().network()))
                .map(Expectation::high)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
