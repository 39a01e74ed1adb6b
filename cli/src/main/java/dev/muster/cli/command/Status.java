package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.aws.cloud.Access;
import dev.muster.cli.render.StatusText;
import dev.muster.cli.render.WatchRhythm;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.report.StatusReport;
import dev.muster.core.report.StatusReport.Deployment;
import dev.muster.local.DeploymentFolder;
import dev.muster.local.LocalStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how nodes are. */
@Command(
        description = "Tells how nodes are: all, or those of one deployment.",
        footer = "example: muster status --watch",
        mixinStandardHelpOptions = true)
public final class Status implements Callable<Integer> {
    private static final Duration HERE_EVERY = Duration.ofSeconds(1);
    /** Agents there tell each minute and on change; each look is a few calls. */
    private static final Duration AWS_EVERY = Duration.ofSeconds(15);

    private final Context context;
    private boolean asked;

    @Parameters(arity = "0..1", paramLabel = "NAME[/SLOT]", description = "a deployment or one node of it; all")
    @Nullable String name;

    @Option(names = "--json", description = "as JSON")
    boolean json;

    @Option(
            names = "--watch",
            description =
                    "look again every second, on AWS every 15 s, until Ctrl-C; without a terminal a line is written when a state"
                            + " changes, else every 30 s")
    boolean watch;

    @Mixin
    AwsOptions aws = new AwsOptions();

    public Status(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        WatchRhythm rhythm = new WatchRhythm();
        do {
            List<Deployment> found = found();
            if (context.console().terminal()
                    || rhythm.due(found, context.clock().instant())) {
                say(found);
            }
            context.console().out().flush();
            if (watch) {
                Thread.sleep(asked ? AWS_EVERY : HERE_EVERY);
            }
        } while (watch && !context.console().out().checkError());
        return 0;
    }

    private void say(List<Deployment> found) {
        if (json) {
            StatusReport report = new StatusReport(found);
            context.console().out().print(watch ? Json.line(report) + "\n" : Json.pretty(report));
        } else {
            print(found);
        }
    }

    private List<Deployment> found() throws IOException {
        List<Deployment> found = new ArrayList<>();
        if (!aws.given()) {
            found.addAll(local());
        }
        if (aws.given() || elsewhere(found)) {
            asked = true;
            found.addAll(new AwsNodes(context, aws).deployments(Optional.ofNullable(bare())));
        }
        if (found.isEmpty() && name != null) {
            throw MusterException.invalid("no deployment is called \"" + bare() + "\"", "\"muster status\" lists them");
        }
        return found.stream().map(this::narrowed).toList();
    }

    private List<Deployment> local() throws IOException {
        LocalStatus status = new LocalStatus(context.clock());
        Places places = new Places(context);
        boolean onAws = name != null && places.knows(String.valueOf(bare()));
        if (onAws || (name != null && unknownHere())) {
            return List.of();
        }
        List<DeploymentFolder> folders =
                name == null ? context.state().deployments() : List.of(new Targets(context).deployment(name));
        List<Deployment> found = new ArrayList<>();
        for (DeploymentFolder folder : folders) {
            status.of(folder).ifPresent(found::add);
        }
        return found;
    }

    /** A name that this machine does not know may be on AWS, if there is a way to ask. */
    private boolean unknownHere() throws IOException {
        return context.state().deployments().stream()
                        .noneMatch(folder -> folder.name().equals(bare()))
                && Access.configured(context.environment());
    }

    private boolean elsewhere(List<Deployment> here) throws IOException {
        return name == null ? new Places(context).any() : here.isEmpty();
    }

    private @Nullable String bare() {
        return name == null ? null : name.split("/", 2)[0];
    }

    /** Only the node that was named. */
    private Deployment narrowed(Deployment all) {
        String wanted = name;
        return wanted == null || !wanted.contains("/") ? all : all.only(wanted);
    }

    private void print(List<Deployment> found) {
        Console console = context.console();
        if (watch && console.terminal()) {
            console.out().print("\u001b[H\u001b[2J");
        }
        StatusText text = new StatusText(console);
        found.forEach(text::print);
        if (found.isEmpty()) {
            console.say("nothing is up");
        }
    }
}
