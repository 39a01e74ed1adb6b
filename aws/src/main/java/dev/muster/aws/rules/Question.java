package dev.muster.aws.rules;

import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.facts.InstanceType;
import dev.muster.aws.facts.VolumeLimits;
import dev.muster.aws.synth.Disk;
import dev.muster.aws.synth.Picks;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.spec.Spec;
import dev.muster.core.spec.Spec.Topology;
import java.util.Optional;

/** What rules are asked about: a spec that is right as such, and what is known of AWS. */
record Question(Picks picks, AwsFacts facts) {
    Spec spec() {
        return picks.spec();
    }

    AwsSpec aws() {
        return picks.aws();
    }

    boolean ha() {
        return spec().topology() == Topology.HA;
    }

    boolean fleet() {
        return spec().topology() == Topology.FLEET;
    }

    /** Which network: {@code default}, {@code new} or an id. */
    String vpc() {
        return picks.vpc();
    }

    Optional<InstanceType> type() {
        return picks.type(facts);
    }

    Disk disk() {
        return picks.disk();
    }

    Optional<VolumeLimits> limits() {
        return Optional.ofNullable(facts.volumes().get(disk().type()));
    }
}
