package dev.muster.cli.command;

import dev.muster.agent.files.Whole;
import dev.muster.aws.deploy.StoredFiles;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The spec and blueprint of a deployment on AWS, brought into the cache.
 *
 * @param spec its file
 * @param blueprints the folder of blueprint folders
 * @param region where it was found
 */
record AwsStored(Path spec, Path blueprints, Region region) {
    /**
     * Those of a deployment's name; empty if none on AWS is meant.
     *
     * @throws MusterException if there is none of that name
     */
    static Optional<AwsStored> of(Context context, AwsOptions options, String name) throws IOException {
        AwsTargets targets = new AwsTargets(context, options);
        if (!targets.meant(name)) {
            return Optional.empty();
        }
        List<AwsStored> found = new ArrayList<>();
        try {
            targets.first(name, site -> {
                Path folder = context.state().cache().resolve("aws/stored").resolve(name);
                Whole.remove(folder);
                for (Map.Entry<String, String> file :
                        StoredFiles.of(site.cloud(), site.stack(), site.name()).entrySet()) {
                    Whole.write(folder.resolve(file.getKey()), file.getValue());
                }
                found.add(new AwsStored(
                        folder.resolve("spec.yaml"),
                        folder.resolve("blueprints"),
                        site.cloud().region()));
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("broken off while the spec of " + name + " was read", e);
        }
        return found.stream().findFirst();
    }
}
