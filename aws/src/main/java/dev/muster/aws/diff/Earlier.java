package dev.muster.aws.diff;

import dev.muster.aws.synth.StackPlan;
import dev.muster.core.value.Region;
import java.util.List;
import java.util.Optional;

/** What stacks were before: a folder of files, or an account. */
public interface Earlier {
    /** The stack as it was; empty if it was not there. */
    Optional<StackImage> stack(StackPlan stack);

    /** Other regions in which the deployment was, as far as can be told. */
    default List<Region> elsewhere(List<StackPlan> stacks) {
        return List.of();
    }

    /** What lay in the region's bucket for nodes; empty if it was not there. */
    Optional<byte[]> asset(Region region, String key);
}
