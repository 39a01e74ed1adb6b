package dev.muster.cli.command;

import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.AwsDown;
import dev.muster.aws.deploy.Pace;
import dev.muster.aws.deploy.StackView;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Name;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what {@code NAME[/SLOT]} names on AWS; the only deployment there is needs no name. */
final class AwsTargets {
    private final Context context;
    private final AwsOptions options;

    AwsTargets(Context context, AwsOptions options) {
        this.context = context;
        this.options = options;
    }

    /** For a command that has a meaning on AWS only. */
    static AwsTargets only(Context context, AwsOptions options, @Nullable String name, String command)
            throws IOException {
        AwsTargets targets = new AwsTargets(context, options);
        if (!targets.meant(name)) {
            boolean here = !context.state().deployments().isEmpty();
            throw MusterException.invalid(
                    here
                            ? command + " is for nodes on AWS; yours runs on this machine"
                            : command + " is for nodes on AWS, and none is known",
                    here ? "\"muster endpoint\" says where it answers" : "say where: --region REGION and the name");
        }
        return targets;
    }

    /** What is done where the deployment is. */
    @FunctionalInterface
    interface Work {
        void in(AwsSite site) throws IOException, InterruptedException;
    }

    /** Whether a deployment on AWS is meant: what this machine runs comes first. */
    boolean meant(@Nullable String name) throws IOException {
        if (options.given()) {
            return true;
        }
        Places places = new Places(context);
        if (name == null) {
            return context.state().deployments().isEmpty() && places.names().size() == 1;
        }
        String bare = bare(name);
        boolean here = context.state().deployments().stream()
                .anyMatch(folder -> folder.name().equals(bare));
        return places.knows(bare) || (!here && Access.configured(context.environment()));
    }

    private static String bare(String name) {
        return name.split("/", 2)[0];
    }

    private String named(@Nullable String name) throws IOException {
        if (name != null) {
            return name;
        }
        Set<String> names = new Places(context).names();
        if (names.size() != 1) {
            throw MusterException.invalid(
                    names.isEmpty() ? "say which deployment" : "there are several deployments; say which",
                    names.isEmpty() ? "\"muster status\" lists them" : "they are: " + String.join(", ", names));
        }
        return names.iterator().next();
    }

    /** Does something in the first region that has the deployment. */
    void first(@Nullable String name, Work work) throws IOException, InterruptedException {
        boolean[] done = {false};
        each(name, site -> {
            if (!done[0]) {
                done[0] = true;
                work.in(site);
            }
        });
    }

    /** Does something wherever the deployment is. */
    void each(@Nullable String name, Work work) throws IOException, InterruptedException {
        String word = named(name);
        Name bare = new Name(bare(word));
        Optional<Integer> number = Targets.number(word);
        Access access = options.access(context);
        boolean any = false;
        for (Region region : new Places(context).regions(Optional.of(bare.text()), options, access)) {
            try (Cloud cloud = Cloud.of(access, region)) {
                Optional<StackView> stack = new AwsDown(cloud, context.pace()).stack(bare);
                if (stack.isPresent()) {
                    any = true;
                    work.in(new AwsSite(cloud, stack.get(), bare, number));
                }
            }
        }
        if (!any) {
            throw MusterException.invalid(
                    "no deployment on AWS is called \"" + bare + "\"", "\"muster status --region REGION\" lists them");
        }
    }

    /** Waits until it is time to look again: FilterLogEvents and its like have quotas of a few calls a second. */
    void lookAgain() throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(2));
    }

    /** How often AWS is asked while a person looks on. */
    Pace pace() {
        return context.pace();
    }
}
