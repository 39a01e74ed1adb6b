package dev.muster.cli.command;

import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.synth.BlueprintFiles;
import dev.muster.aws.synth.StackPlan;
import dev.muster.aws.synth.Synth;
import dev.muster.aws.synth.SynthFiles;
import dev.muster.cli.world.Context;
import dev.muster.core.spec.Spec;
import dev.muster.core.spec.SpecReader.Resolved;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the stacks of a spec as files. */
@Command(
        description = "Writes the CloudFormation templates of a spec, their parameters and what nodes read from the"
                + " bucket. Makes no AWS call; the same spec gives the same bytes.",
        footer = "example: muster synth examples/stacks-ha.yaml -o stacks",
        mixinStandardHelpOptions = true)
public final class SynthCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "SPEC", description = "a spec's path; ./muster.yaml")
    @Nullable String word;

    @Mixin
    SpecOptions spec = new SpecOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "the folder to write into; files of an earlier synth of the same stacks are replaced")
    Path folder = Path.of(".");

    public SynthCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Resolved resolved = spec.readForAws(context, word, "a template");
        List<StackPlan> plans =
                new Synth(new AwsFacts(), new BlueprintFiles(resolved)).stacks(resolved.spec(), resolved.blueprint());
        for (Map.Entry<String, byte[]> file : SynthFiles.of(plans).entrySet()) {
            write(folder.resolve(file.getKey()), file.getValue());
        }
        tell(plans, resolved.spec());
        return 0;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, bytes);
    }

    private void tell(List<StackPlan> plans, Spec spec) {
        for (StackPlan plan : plans) {
            context.console()
                    .data(folder.resolve(plan.region() + "/" + plan.name() + ".template.json") + ": " + plan.purpose()
                            + ", " + plan.template().resources().size() + " resources");
        }
        List<String> open = SynthFiles.open(plans);
        spec.references()
                .forEach((name, reference) -> reference
                        .deployment()
                        .ifPresent(other -> context.console()
                                .say("node.json has no address of the deployment " + other + ", the reference " + name
                                        + "; write host: into the spec in its place")));
        if (!open.isEmpty()) {
            context.console().say("only an account can tell these; they stand in angle brackets in the parameters:");
            open.forEach(line -> context.console().say("  " + line));
        }
        bootable(plans);
    }

    /** Whether an instance could start a node from these files. */
    private void bootable(List<StackPlan> plans) {
        boolean boots = plans.stream()
                .flatMap(plan -> plan.assets().entrySet().stream())
                .filter(asset -> asset.getKey().endsWith("/manifest"))
                .allMatch(asset -> new String(asset.getValue(), StandardCharsets.UTF_8).contains("  boot.sh\n"));
        if (!boots) {
            context.console()
                    .say("an instance does not boot into a node from these files yet: the program and boot.sh are not"
                            + " among them, and a stack made of them rolls back");
        }
    }
}
