package dev.muster.cli.command;

import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.synth.BlueprintFiles;
import dev.muster.aws.synth.Program;
import dev.muster.aws.synth.StackPlan;
import dev.muster.aws.synth.Synth;
import dev.muster.aws.synth.SynthFiles;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import dev.muster.core.spec.Spec;
import dev.muster.core.spec.SpecReader.Resolved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
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
        // Its checksum, where it is not remembered, takes as long as all the rest.
        RememberedProgram memory = new RememberedProgram(context.state().cache().resolve("programs"));
        Future<Optional<Program>> hashed = ForkJoinPool.commonPool().submit(() -> memory.of(Context.program()));
        Resolved resolved = spec.readForAws(context, word, "a template");
        Optional<Program> program = done(hashed);
        List<StackPlan> plans = new Synth(new AwsFacts(), new BlueprintFiles(resolved, program))
                .stacks(resolved.spec(), resolved.blueprint());
        try {
            write(SynthFiles.of(plans));
        } catch (IOException e) {
            throw new MusterException(
                    Exit.FAILED,
                    "the files cannot be written below " + folder + ": " + e.getMessage() + " ("
                            + e.getClass().getSimpleName() + ")",
                    "name a folder that you may write into: -o DIR",
                    e);
        }
        tell(plans, resolved.spec());
        program(program, resolved.spec());
        return 0;
    }

    private static Optional<Program> done(Future<Optional<Program>> hashed) throws IOException {
        try {
            return hashed.get();
        } catch (ExecutionException e) {
            throw new IOException("the program cannot be read: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void write(Map<String, byte[]> files) throws IOException {
        Set<Path> folders = files.keySet().stream()
                .map(file -> folder.resolve(file).toAbsolutePath().getParent())
                .collect(Collectors.toSet());
        for (Path parent : folders) {
            Files.createDirectories(parent);
        }
        try {
            files.entrySet().parallelStream().forEach(file -> write(folder.resolve(file.getKey()), file.getValue()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    }

    /** The program is 40 MB and the same for all regions and slots: it is named, and not copied for each. */
    private void program(Optional<Program> program, Spec spec) {
        context.console()
                .say(
                        "such files have booted into a node in tests, Litecoin on a Debian in a container, and never on AWS");
        context.console()
                .say(program.map(one ->
                                "nodes run this Muster, which is to lie in each region's bucket too:\n  aws s3 cp "
                                        + one.jar() + " s3://BUCKET/deployments/" + spec.name() + "/files/"
                                        + one.sha256())
                        .orElse(
                                "this Muster does not run from a jar, so the manifests name no program and nothing boots"
                                        + " from these files"));
    }
}
