package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.cli.render.PlanText;
import dev.muster.cli.world.Context;
import dev.muster.core.plan.Plan;
import dev.muster.core.problem.MusterException;
import dev.muster.core.spec.Spec.Target;
import dev.muster.local.LocalPlanner;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what up would do. */
@Command(
        description = "Says what up would make, change, restart and remove, what it costs, and what is wrong with it.",
        mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "SPEC|NAME", description = "a spec's path, or a deployment's name")
    @Nullable String word;

    @Mixin
    SpecOptions spec = new SpecOptions();

    @Option(names = "--json", description = "as JSON")
    boolean json;

    public PlanCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        SpecOptions.Read read = spec.read(context, word);
        if (read.resolved().spec().target() == Target.AWS) {
            throw MusterException.failed("plan for AWS is not there yet", "use --target local");
        }
        Plan plan = new LocalPlanner(context.state())
                .plan(read.resolved(), read.file())
                .plan();
        if (json) {
            context.console().out().print(Json.pretty(plan));
        } else {
            new PlanText(context.console()).print(plan);
        }
        return 0;
    }
}
