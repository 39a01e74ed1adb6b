package dev.muster.cli.command;

import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.RegionChoice;
import dev.muster.aws.operate.AccountChecks;
import dev.muster.aws.operate.Demand;
import dev.muster.aws.operate.Diagnosis;
import dev.muster.aws.preview.Preview;
import dev.muster.aws.synth.StackPlan;
import dev.muster.cli.machine.Check;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.value.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks whether an account can take a deployment; makes what is missing after asking. */
final class AwsDoctor {
    private final Context context;
    private final AwsOptions options;

    AwsDoctor(Context context, AwsOptions options) {
        this.context = context;
        this.options = options;
    }

    /** @param spec without one only what holds for all deployments is looked at */
    List<Check> checks(Optional<SpecOptions.Read> spec, boolean fix, boolean yes) {
        Access access = options.access(context);
        Optional<Preview> preview = spec.map(read -> Previews.of(context, read));
        List<Region> regions = preview.map(plan ->
                        plan.stacks().stream().map(StackPlan::region).distinct().toList())
                .orElseGet(() -> RegionChoice.of(options.region(), Optional.empty(), access).stream()
                        .map(RegionChoice::region)
                        .toList());
        if (regions.isEmpty()) {
            throw MusterException.invalid(
                    "it is not known in which region of AWS to look", "say it: --region REGION, or set AWS_REGION");
        }
        Optional<String> guard =
                spec.flatMap(read -> read.resolved().spec().aws()).flatMap(AwsSpec::account);
        List<Check> all = new ArrayList<>();
        for (Region region : regions) {
            Optional<Demand> demand = preview.map(plan -> Demand.of(
                    plan.picks(),
                    plan.stacks().stream()
                            .filter(stack -> stack.region().equals(region))
                            .toList(),
                    type -> Optional.ofNullable(plan.facts().instanceTypes().get(type))));
            all.addAll(region(access, region, guard, demand, fix ? Optional.of(yes) : Optional.empty()));
        }
        return all;
    }

    private List<Check> region(
            Access access, Region region, Optional<String> guard, Optional<Demand> demand, Optional<Boolean> fix) {
        try (Cloud cloud = Cloud.of(access, region)) {
            AccountChecks checks = new AccountChecks(cloud, guard, demand);
            List<Diagnosis> found = checks.all();
            boolean noVpc = found.stream()
                    .anyMatch(one -> one.id().equals(AccountChecks.VPC) && one.state() == Diagnosis.State.IMPOSSIBLE);
            if (noVpc && fix.isPresent()) {
                confirm(region, fix.get());
                context.console().say("made the default VPC of " + region + ", " + checks.makeDefaultVpc());
                found = checks.all();
            }
            return found.stream().map(AwsDoctor::check).toList();
        } catch (MusterException e) {
            if (e.exit() != Exit.NEEDS) {
                throw e;
            }
            return List.of(new Check("aws.account", Check.Verdict.IMPOSSIBLE, e.what(), e.advice()));
        }
    }

    private void confirm(Region region, boolean yes) {
        boolean typed = !yes
                && context.console().terminal()
                && context.console()
                        .ask("Make a default VPC with a public subnet in each zone of " + region
                                + "? It costs nothing. [y/N]")
                        .matches("(?i)y|yes");
        if (!yes && !typed) {
            throw new MusterException(
                    Exit.UNCONFIRMED, "this makes a default VPC in " + region, "if that is meant, add --yes");
        }
    }

    private static Check check(Diagnosis one) {
        return new Check(one.id(), Check.Verdict.valueOf(one.state().name()), one.message(), one.advice());
    }
}
