package dev.muster.cli.command;

import dev.muster.aws.deploy.Onlooker;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.progress.Progress;
import dev.muster.core.report.NodeReport;
import dev.muster.core.report.ReportText;
import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks on until nodes on AWS are in sync, by what they report; tells how far they are and how long it takes. */
final class AwsSync {
    /** Nodes report each minute: 15 seconds where a stack is looked at every five. */
    private static final int SLOWER = 3;

    private final Context context;
    private final AwsOptions options;
    private final Onlooker onlooker;

    AwsSync(Context context, AwsOptions options, Onlooker onlooker) {
        this.context = context;
        this.options = options;
        this.onlooker = onlooker;
    }

    /** @throws MusterException if a node fails, all instances are stopped, or whoever looks on has had enough */
    void await(String name, Progress progress) throws IOException, InterruptedException {
        Map<String, Progress> parts = new TreeMap<>();
        while (true) {
            List<NodeReport> nodes = new AwsNodes(context, options)
                    .deployments(Optional.of(name)).stream()
                            .flatMap(deployment -> deployment.nodes().stream())
                            .toList();
            boolean all = !nodes.isEmpty();
            for (NodeReport node : nodes) {
                boolean first = !parts.containsKey(node.name());
                Progress part = parts.computeIfAbsent(
                        node.name(), named -> progress.start(named + " sync", "wait for " + named));
                all &= there(node, part, first);
            }
            if (all) {
                nodes.forEach(node -> {
                    Progress part = parts.get(node.name());
                    if (part != null) {
                        part.done(node.name() + " " + ReportText.line(node));
                    }
                });
                return;
            }
            onlooker.pause(context.pace().longest().multipliedBy(SLOWER));
            if (onlooker.brokenIn()) {
                // The stack is what it should be: there is nothing to cancel.
                onlooker.cancels(Optional.empty());
            }
        }
    }

    private static boolean there(NodeReport node, Progress part, boolean first) {
        return switch (node.state()) {
            case FAILED, STOPPED -> {
                part.fail(node.reason());
                throw MusterException.failed(
                        node.name() + " is " + node.state().text() + ": " + node.reason(),
                        "see \"muster logs " + node.name() + "\"");
            }
            case IN_SYNC, WORKING, IDLE -> true;
            default -> {
                if (first || node.state() != NodeState.UNKNOWN) {
                    part.advance(node.name() + " " + ReportText.line(node), done(node));
                }
                yield false;
            }
        };
    }

    private static @Nullable Double done(NodeReport node) {
        Long height = node.height();
        Long tip = node.tip();
        return height == null || tip == null || tip == 0 ? null : (double) height / tip;
    }
}
