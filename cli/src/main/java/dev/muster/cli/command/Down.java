package dev.muster.cli.command;

import dev.muster.aws.cloud.Access;
import dev.muster.cli.render.ProgressOutput;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import dev.muster.core.progress.Progress;
import dev.muster.core.value.ByteSize;
import dev.muster.local.DeploymentFolder;
import dev.muster.local.LocalTarget.Kept;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes deployments away. */
@Command(
        description = {
            "Stops a deployment and removes its software. On a public network the data stay, and where they are is"
                    + " said; a dev network goes whole."
        },
        footer = "example: muster down litecoin-regtest",
        mixinStandardHelpOptions = true)
public final class Down implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "the deployment")
    @Nullable String name;

    @Option(names = "--all", description = "all deployments of this machine")
    boolean all;

    @Option(names = "--delete-data", description = "the data go too")
    boolean deleteData;

    @Option(names = "--keep-data", description = "keep the data of a dev network too")
    boolean keepData;

    @Option(names = "--yes", description = "ask nothing")
    boolean yes;

    @Option(names = "--progress", paramLabel = "FORM", description = "auto, live, plain or json")
    ProgressOutput.Form form = ProgressOutput.Form.AUTO;

    @Option(names = "--remove-bucket", description = "on AWS: the region's bucket goes with its last deployment")
    boolean removeBucket;

    @Option(names = "--snapshot", description = "on AWS: keep a last snapshot of each volume")
    boolean snapshot;

    @Mixin
    AwsOptions aws = new AwsOptions();

    public Down(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (deleteData && keepData) {
            throw MusterException.invalid("--delete-data and --keep-data exclude each other", "");
        }
        if (all && name != null) {
            throw MusterException.invalid("--all takes away more than " + name, "name a deployment or write --all");
        }
        String named = name;
        if (named != null && onAws(named)) {
            new AwsDownCommand(context, aws, named, form)
                    .down(new AwsDownCommand.Wish(deleteData, keepData, yes, removeBucket, snapshot));
            return 0;
        }
        List<DeploymentFolder> deployments =
                all ? context.state().deployments() : List.of(new Targets(context).deployment(name));
        for (DeploymentFolder deployment : deployments) {
            confirm(deployment);
        }
        for (DeploymentFolder deployment : deployments) {
            down(deployment);
        }
        if (deployments.isEmpty()) {
            context.console().say("nothing is up");
        }
        return 0;
    }

    /** What this machine runs comes first; a name that it does not know may be on AWS. */
    private boolean onAws(String named) throws IOException {
        boolean here = context.state().deployments().stream()
                .anyMatch(folder -> folder.name().equals(named));
        return aws.given() || new Places(context).knows(named) || (!here && Access.configured(context.environment()));
    }

    private void down(DeploymentFolder deployment) throws IOException, InterruptedException {
        boolean everything = deleteData || (dev(deployment) && !keepData);
        List<Kept> kept;
        try (ProgressOutput output = ProgressOutput.of(form, context.console(), context.clock())) {
            Progress root = Progress.root(output, context.clock(), deployment.name());
            kept = context.local().down(deployment.name(), everything, root);
        }
        Console console = context.console();
        console.data(deployment.name() + " is down");
        for (Kept data : kept) {
            console.data("  data stay in " + data.path() + ", " + new ByteSize(data.bytes())
                    + " of this disk; remove them with" + " \"muster down " + deployment.name() + " --delete-data\"");
        }
    }

    private static boolean dev(DeploymentFolder deployment) throws IOException {
        return deployment.record().map(DeploymentFolder.Facts::dev).orElse(false);
    }

    /** Data of a public network took days to come: they go only by name. */
    private void confirm(DeploymentFolder deployment) throws IOException {
        if (!deleteData || dev(deployment) || yes) {
            return;
        }
        Console console = context.console();
        if (console.terminal()) {
            String typed = console.ask("This deletes the data of " + deployment.name() + " in " + deployment.path()
                    + ". Type the name to go on:");
            if (deployment.name().equals(typed)) {
                return;
            }
        }
        throw new MusterException(
                Exit.UNCONFIRMED,
                "the data of " + deployment.name() + " are of a public network and were not deleted",
                "if that is meant, add --yes");
    }
}
