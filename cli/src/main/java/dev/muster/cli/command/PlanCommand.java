package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.aws.diff.EarlierSynth;
import dev.muster.cli.render.PlanText;
import dev.muster.cli.world.Context;
import dev.muster.core.plan.Plan;
import dev.muster.core.problem.MusterException;
import dev.muster.core.spec.Spec.Target;
import dev.muster.local.LocalPlanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what up would do. */
@Command(
        description = "Says what up would make, change, restart and remove, what it costs, and what is wrong with it.",
        footer = "example: muster plan examples/litecoin-pair.yaml",
        mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "SPEC|NAME", description = "a spec's path, or a deployment's name")
    @Nullable String word;

    @Mixin
    SpecOptions spec = new SpecOptions();

    @Option(names = "--against", paramLabel = "DIR", description = "AWS: what changes against an earlier synth")
    @Nullable Path against;

    @Option(names = "--all", description = "also what stays as it is, and findings that are only for information")
    boolean all;

    @Option(names = "--json", description = "as JSON, all of it")
    boolean json;

    public PlanCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        SpecOptions.Read read = spec.read(context, word);
        Plan plan = read.resolved().spec().target() == Target.AWS ? aws(read) : local(read);
        if (json) {
            context.console().out().print(Json.pretty(plan));
        } else {
            new PlanText(context.console(), all).print(plan);
        }
        return 0;
    }

    private Plan local(SpecOptions.Read read) throws IOException {
        if (against != null) {
            throw MusterException.invalid("--against compares deployments on AWS", "leave it away, or --target aws");
        }
        return new LocalPlanner(context.state(), context.environment())
                .plan(read.resolved(), read.file())
                .plan();
    }

    /** Against a folder, or the account if there is one to ask; else everything is new. */
    private Plan aws(SpecOptions.Read read) throws IOException {
        if (against == null && spec.aws.account(context)) {
            AwsUp.Seen seen = new AwsUp(context, read, spec.aws).look();
            context.console()
                    .say("against account " + seen.prospect().identity().account() + ", " + read.where());
            return seen.plan();
        }
        String compared = against == null
                ? "as if nothing were there yet: no account is named (--profile, AWS_PROFILE), and no earlier synth (--against)"
                : "against " + against;
        context.console().say(compared + "; " + read.where());
        return Previews.of(context, read)
                .plan(
                        Optional.ofNullable(against)
                                .map(folder -> EarlierSynth.read(
                                        folder, read.resolved().spec().name())),
                        Previews.today(context));
    }
}
