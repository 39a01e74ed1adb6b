package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.cli.render.PlanText;
import dev.muster.cli.world.Context;
import dev.muster.core.plan.Finding;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import dev.muster.core.spec.Spec.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at a deployment on AWS from every side of the Well-Architected checklist. */
@Command(
        description = "Looks at a deployment on AWS by the Well-Architected checklist. Exits 1 if there is an error.",
        footer = "example: muster check -f muster.yaml",
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "SPEC|NAME", description = "a spec's path, or a deployment's name")
    @Nullable String word;

    @Mixin
    SpecOptions spec = new SpecOptions();

    @Option(names = "--json", description = "as JSON")
    boolean json;

    public CheckCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        SpecOptions.Read read = spec.read(context, word);
        if (read.resolved().spec().target() != Target.AWS) {
            throw MusterException.invalid("check looks at deployments on AWS", "use --target aws");
        }
        List<Finding> findings = Previews.of(context, read).check(Previews.today(context));
        if (json) {
            context.console().out().print(Json.pretty(Map.of("findings", findings)));
        } else {
            PlanText text = new PlanText(context.console());
            findings.forEach(text::finding);
        }
        boolean bad = findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        return bad ? Exit.FAILED.code() : Exit.OK.code();
    }
}
