package dev.muster.cli.command;

import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.AwsDown;
import dev.muster.aws.deploy.AwsStatus;
import dev.muster.cli.render.ProgressOutput;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import dev.muster.core.progress.Progress;
import dev.muster.core.report.StatusReport.Deployment;
import dev.muster.core.value.Region;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes the bucket of a region. */
@Command(
        name = "remove",
        description = "Removes the bucket of a region with all that lies in it, once no deployment is left there.",
        footer = "example: muster aws remove --region eu-central-1",
        mixinStandardHelpOptions = true)
public final class AwsRemove implements Callable<Integer> {
    private final Context context;

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Option(names = "--yes", description = "ask nothing")
    boolean yes;

    @Option(names = "--progress", paramLabel = "FORM", description = "auto, live, plain or json")
    ProgressOutput.Form form = ProgressOutput.Form.AUTO;

    public AwsRemove(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Access access = aws.access(context);
        List<Region> regions = new Places(context).regions(Optional.empty(), aws, access);
        if (regions.size() > 1) {
            throw MusterException.invalid("there are several regions: " + regions, "say which: --region REGION");
        }
        Region region = regions.getFirst();
        try (Cloud cloud = Cloud.of(access, region);
                ProgressOutput output = ProgressOutput.of(form, context.console(), context.clock())) {
            List<String> left = new AwsStatus(cloud, context.clock())
                    .deployments(Optional.empty()).stream()
                            .map(Deployment::name)
                            .toList();
            if (!left.isEmpty()) {
                throw MusterException.failed(
                        "there are deployments in " + region + ": " + String.join(", ", left), "take them down first");
            }
            confirm(region);
            new AwsDown(cloud, context.pace()).bucket(Progress.root(output, context.clock(), "bucket of " + region));
        }
        context.console().data("nothing of Muster is left in " + region);
        return 0;
    }

    private void confirm(Region region) {
        boolean typed = !yes
                && context.console().terminal()
                && context.console()
                        .ask("This removes the bucket of " + region + " with all reports. Go on? [y/N]")
                        .matches("(?i)y|yes");
        if (!yes && !typed) {
            throw new MusterException(
                    Exit.UNCONFIRMED, "this removes the bucket of " + region, "if that is meant, add --yes");
        }
    }
}
