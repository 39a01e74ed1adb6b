package dev.muster.cli.command;

import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.AwsStatus;
import dev.muster.cli.world.Context;
import dev.muster.core.report.StatusReport.Deployment;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deployments on AWS as status tells of them. */
final class AwsNodes {
    private final Context context;
    private final AwsOptions options;

    AwsNodes(Context context, AwsOptions options) {
        this.context = context;
        this.options = options;
    }

    List<Deployment> deployments(Optional<String> name) throws IOException {
        Access access = options.access(context);
        List<Deployment> all = new ArrayList<>();
        for (Region region : new Places(context).regions(name, options, access)) {
            try (Cloud cloud = Cloud.of(access, region)) {
                all.addAll(new AwsStatus(cloud, context.clock()).deployments(name));
            }
        }
        return all;
    }
}
