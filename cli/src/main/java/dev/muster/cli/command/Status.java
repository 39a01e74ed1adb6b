package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.cli.render.StatusText;
import dev.muster.cli.render.WatchRhythm;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import dev.muster.core.report.StatusReport;
import dev.muster.core.report.StatusReport.Deployment;
import dev.muster.local.DeploymentFolder;
import dev.muster.local.LocalStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how nodes are. */
@Command(
        description = "Tells how nodes are: all, or those of one deployment.",
        footer = "example: muster status --watch",
        mixinStandardHelpOptions = true)
public final class Status implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "NAME[/SLOT]", description = "a deployment or one node of it; all")
    @Nullable String name;

    @Option(names = "--json", description = "as JSON")
    boolean json;

    @Option(
            names = "--watch",
            description = "look again every second until Ctrl-C; without a terminal a line is written when a state"
                    + " changes, else every 30 s")
    boolean watch;

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
                Thread.sleep(1000);
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
        LocalStatus status = new LocalStatus(context.clock());
        List<DeploymentFolder> folders =
                name == null ? context.state().deployments() : List.of(new Targets(context).deployment(name));
        List<Deployment> found = new ArrayList<>();
        for (DeploymentFolder folder : folders) {
            Optional<Deployment> deployment = status.of(folder);
            deployment.map(this::narrowed).ifPresent(found::add);
        }
        return found;
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
