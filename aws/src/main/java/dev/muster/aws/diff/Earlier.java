package dev.muster.aws.diff;

import dev.muster.aws.synth.StackPlan;
import java.util.Optional;

/** What stacks were before: a folder of files, or an account. */
@FunctionalInterface
public interface Earlier {
    /** The stack as it was; empty if it was not there. */
    Optional<StackImage> stack(StackPlan stack);
}
