package dev.muster.cli.command;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.AwsSecrets;
import dev.muster.aws.deploy.AwsTarget;
import dev.muster.aws.deploy.Prospect;
import dev.muster.aws.preview.Preview;
import dev.muster.aws.synth.BlueprintFiles;
import dev.muster.aws.synth.Program;
import dev.muster.aws.synth.StackPlan;
import dev.muster.aws.synth.Synth;
import dev.muster.cli.render.PlanText;
import dev.muster.cli.render.ProgressOutput;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import dev.muster.core.plan.Finding.Severity;
import dev.muster.core.plan.Plan;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import dev.muster.core.progress.Progress;
import dev.muster.core.spec.Spec;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts a deployment up on AWS: looks, shows what would change, asks, and makes it so. */
final class AwsUp {
    private final Context context;
    private final SpecOptions.Read read;
    private final AwsOptions options;
    private final AwsTarget target;

    AwsUp(Context context, SpecOptions.Read read, AwsOptions options) {
        this.context = context;
        this.read = read;
        this.options = options;
        this.target = new AwsTarget(options.access(context), context.clock(), context.pace());
    }

    private Spec spec() {
        return read.resolved().spec();
    }

    /** What the account has, beside what the spec says. */
    record Seen(Prospect prospect, Plan plan) {}

    Seen look() throws IOException {
        Preview preview = Previews.of(context, read);
        Optional<Program> program = Program.of(Context.program());
        if (program.isEmpty()) {
            context.console().say("this Muster does not run from a jar, so nodes get no program and do not boot");
        }
        List<StackPlan> stacks = new Synth(preview.facts(), new BlueprintFiles(read.resolved(), program))
                .stacks(spec(), read.resolved().blueprint());
        Prospect prospect = target.look(spec(), stacks);
        Preview filled = new Preview(preview.picks(), prospect.plans(), preview.facts(), preview.prices());
        Plan plan = filled.plan(Optional.of(prospect.live()), Previews.today(context));
        return new Seen(
                prospect,
                new Plan(
                        Stream.concat(prospect.outside().stream(), plan.changes().stream())
                                .toList(),
                        plan.cost(),
                        plan.findings()));
    }

    /**
     * @param inSync whether to look on until all nodes are in sync
     * @param again the command that was typed
     */
    void up(boolean yes, boolean wait, boolean inSync, ProgressOutput.Form form, String again)
            throws IOException, InterruptedException {
        Seen seen = look();
        confirm(seen, yes);
        secrets(seen);
        String name = spec().name().text();
        new Places(context)
                .remember(
                        name,
                        seen.prospect().plans().stream()
                                .map(StackPlan::region)
                                .distinct()
                                .toList());
        Map<Region, Map<String, String>> outputs;
        try (ProgressOutput output = ProgressOutput.of(form, context.console(), context.clock());
                CtrlC ctrlC = new CtrlC(context, output, again)) {
            Progress root = Progress.root(output, context.clock(), name);
            outputs = target.up(spec(), seen.prospect(), root, wait, ctrlC);
            if (inSync) {
                new AwsSync(context, options, ctrlC).await(name, root);
            }
        }
        tell(seen, outputs, wait);
    }

    private void confirm(Seen seen, boolean yes) {
        seen.plan().findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .findFirst()
                .ifPresent(finding -> {
                    throw MusterException.invalid(finding.message(), finding.advice());
                });
        if (!seen.plan().changesSomething() || yes) {
            return;
        }
        Console console = context.console();
        new PlanText(console).print(seen.plan());
        console.say("account " + seen.prospect().identity().account() + ", " + read.where());
        if (console.terminal() && console.ask("Make it so? [y/N]").matches("(?i)y|yes")) {
            return;
        }
        throw new MusterException(
                Exit.UNCONFIRMED, "this makes or changes things on AWS that cost money", "if that is meant, add --yes");
    }

    private void secrets(Seen seen) throws IOException {
        Preview preview = Previews.of(context, read);
        Map<String, String> given = SecretSources.read(spec(), context.environment());
        for (Region region : seen.prospect().plans().stream()
                .map(StackPlan::region)
                .distinct()
                .toList()) {
            try (Cloud cloud = Cloud.of(options.access(context), region)) {
                new AwsSecrets(cloud, spec().name().text()).provide(preview.picks(), given, new SecureRandom());
            }
        }
    }

    private void tell(Seen seen, Map<Region, Map<String, String>> outputs, boolean wait) {
        Console console = context.console();
        String name = spec().name().text();
        boolean changed = seen.plan().changesSomething();
        console.data(name + (changed ? (wait ? " is up" : " is being put up") : " is up; nothing to change"));
        outputs.forEach((region, values) -> Optional.ofNullable(values.get("Endpoint"))
                .ifPresent(endpoint -> console.data("  " + region + "  " + endpoint)));
        console.say("");
        console.say("next: muster status " + name + " | muster down " + name);
    }
}
