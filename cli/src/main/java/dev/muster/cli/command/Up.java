package dev.muster.cli.command;

import dev.muster.cli.render.PlanText;
import dev.muster.cli.render.ProgressOutput;
import dev.muster.cli.render.StatusText;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import dev.muster.cli.world.Signals;
import dev.muster.core.plan.Change.Action;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import dev.muster.core.progress.Progress;
import dev.muster.core.spec.Spec.Target;
import dev.muster.local.DeploymentFolder;
import dev.muster.local.Goal;
import dev.muster.local.LocalPlan;
import dev.muster.local.LocalPlanner;
import dev.muster.local.LocalStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts up what a spec says. */
@Command(
        description = "Puts up what a spec says, and changes what is up already. Doing it twice is the same as once.",
        footer = "example: muster up examples/litecoin-regtest.yaml",
        mixinStandardHelpOptions = true)
public final class Up implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "SPEC|NAME", description = "a spec's path, or a deployment's name")
    @Nullable String word;

    @Mixin
    SpecOptions spec = new SpecOptions();

    @Option(names = "--yes", description = "ask nothing")
    boolean yes;

    @Option(names = "--no-wait", description = "end as soon as the agents run")
    boolean noWait;

    @Option(
            names = "--wait",
            paramLabel = "started|in-sync",
            description = "what to wait for; in-sync on dev networks of this machine, else started")
    @Nullable String wait;

    @Option(names = "--progress", paramLabel = "FORM", description = "auto, live, plain or json")
    ProgressOutput.Form form = ProgressOutput.Form.AUTO;

    public Up(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SpecOptions.Read read = spec.read(context, word);
        if (read.resolved().spec().target() == Target.AWS) {
            new AwsUp(context, read, spec.aws).up(yes, !noWait, awsInSync(), form, typed());
            return 0;
        }
        LocalPlan plan = new LocalPlanner(context.state(), context.environment()).plan(read.resolved(), read.file());
        plan.requireNoError();
        confirm(plan);
        Goal goal = goal(plan);
        try (ProgressOutput output = ProgressOutput.of(form, context.console(), context.clock());
                Signals.Hold _ = context.signals().hold(() -> leave(output, plan.name()))) {
            Progress root = Progress.root(output, context.clock(), plan.name());
            context.local().up(plan, root, goal);
        }
        tell(plan);
        return 0;
    }

    /** Agents have sessions of their own: a Ctrl-C here does not reach them. */
    private void leave(ProgressOutput output, String name) {
        output.stepAside();
        context.console().say("broken off: what runs already runs on");
        context.console().say("  to go on: " + typed() + "; to take it away: muster down " + name);
        context.signals().end(Exit.INTERRUPTED.code());
    }

    /** The command as it was typed, but for how it is shown. */
    private String typed() {
        List<String> words = new ArrayList<>(List.of("muster", "up"));
        Optional.ofNullable(word).ifPresent(words::add);
        words.addAll(spec.typed());
        if (wait != null) {
            words.addAll(List.of("--wait", wait));
        }
        if (yes) {
            words.add("--yes");
        }
        return Shells.line(words);
    }

    /** On AWS the default is to wait until nodes have started: a first sync takes days. */
    private boolean awsInSync() {
        return !noWait && wait != null && goal(wait) == Goal.IN_SYNC;
    }

    private Goal goal(LocalPlan plan) {
        if (noWait) {
            return Goal.NOTHING;
        }
        if (wait == null) {
            return plan.dev() ? Goal.IN_SYNC : Goal.STARTED;
        }
        return goal(wait);
    }

    private static Goal goal(String wait) {
        return switch (wait) {
            case "started" -> Goal.STARTED;
            case "in-sync" -> Goal.IN_SYNC;
            default -> throw MusterException.invalid("--wait takes started or in-sync, not \"" + wait + "\"", "");
        };
    }

    /** Nodes that go away take data with them: that is asked for; restarts and new nodes are what up is for. */
    private void confirm(LocalPlan plan) {
        boolean loses = plan.plan().changes().stream().anyMatch(change -> change.action() == Action.REMOVE);
        if (loses && !yes) {
            new PlanText(context.console()).print(plan.plan());
            throw new MusterException(
                    Exit.UNCONFIRMED, "this removes nodes of " + plan.name(), "if that is meant, add --yes");
        }
    }

    private void tell(LocalPlan plan) throws IOException {
        Console console = context.console();
        DeploymentFolder deployment = context.state().deployment(plan.name());
        new LocalStatus(context.clock()).of(deployment).ifPresent(found -> new StatusText(console).print(found));
        console.say("");
        console.say("next: muster status --watch | muster logs -f " + plan.name() + " | muster rpc -d " + plan.name()
                + " METHOD | muster down " + plan.name());
    }
}
