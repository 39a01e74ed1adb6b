package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Identity;
import dev.muster.aws.diff.Earlier;
import dev.muster.aws.synth.StackPlan;
import dev.muster.core.plan.Change;
import java.util.List;

/**
 * A deployment beside what the account has of it.
 *
 * @param plans in the order in which they are made, with all that only the account could tell
 * @param live the stacks as they are
 * @param outside what is made and changed before stacks
 */
public record Prospect(Identity identity, List<StackPlan> plans, Earlier live, List<Change> outside) {}
