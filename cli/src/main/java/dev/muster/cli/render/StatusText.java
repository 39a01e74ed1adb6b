package dev.muster.cli.render;

import dev.muster.cli.world.Console;
import dev.muster.cli.world.Console.Colour;
import dev.muster.core.report.NodeReport;
import dev.muster.core.report.NodeReport.Disk;
import dev.muster.core.report.NodeReport.Service;
import dev.muster.core.report.ReportText;
import dev.muster.core.report.StatusReport.Certificate;
import dev.muster.core.report.StatusReport.Deployment;
import dev.muster.core.state.NodeState;
import dev.muster.core.value.ByteSize;
import dev.muster.core.value.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deployments and their nodes for a terminal. */
public final class StatusText {
    private final Console console;

    public StatusText(Console console) {
        this.console = console;
    }

    /** One deployment: a headline and two lines a node. */
    public void print(Deployment deployment) {
        lines(deployment).forEach(console::data);
    }

    /** The same as lines. */
    public List<String> lines(Deployment deployment) {
        List<String> lines = new ArrayList<>();
        lines.add(console.paint(Colour.STRONG, deployment.name()) + "  " + deployment.blueprint() + " "
                + deployment.network() + ", " + deployment.target()
                + (deployment.region() == null ? "" : " " + deployment.region())
                + (deployment.endpoints().isEmpty()
                        ? ""
                        : ", " + String.join(" ", deployment.endpoints().values())));
        Certificate certificate = deployment.certificate();
        if (certificate != null && certificate.ending()) {
            lines.add("  "
                    + console.paint(
                            Colour.WARN,
                            "the load balancer's certificate "
                                    + (certificate.daysLeft() < 0
                                            ? "has ended"
                                            : "ends in " + certificate.daysLeft() + " days")
                                    + "; \"muster up\" puts another in its place"));
        }
        for (NodeReport node : deployment.nodes()) {
            lines.add("  " + node.name() + "  " + state(node) + "  " + numbers(node));
            lines.add("      " + console.paint(Colour.QUIET, node.reason()));
            problems(node).forEach(problem -> lines.add("      " + console.paint(Colour.WARN, problem)));
        }
        return lines;
    }

    private String state(NodeReport node) {
        return console.paint(colour(node.state()), node.state().text());
    }

    private static Colour colour(NodeState state) {
        return switch (state) {
            case IN_SYNC, WORKING, IDLE -> Colour.GOOD;
            case FAILED, STALLED, UNKNOWN -> Colour.BAD;
            default -> Colour.WARN;
        };
    }

    private static String numbers(NodeReport node) {
        List<String> words = new ArrayList<>();
        Long height = node.height();
        if (height != null) {
            words.add("height " + ReportText.number(height));
        }
        Long lag = node.lag();
        Long tip = node.tip();
        if (lag != null && tip != null && lag > 0) {
            words.add(ReportText.number(lag) + " behind " + ReportText.number(tip));
        }
        Integer peers = node.peers();
        if (peers != null) {
            words.add(peers == 1 ? "1 peer" : peers + " peers");
        }
        String eta = ReportText.eta(node);
        if (!eta.isEmpty()) {
            words.add(eta);
        }
        if (node.state() == NodeState.UNKNOWN && node.observedAt() != null) {
            words.add("last answer " + age(node.observedAt()) + " ago");
        }
        return String.join(", ", words);
    }

    private static String age(@Nullable String at) {
        return at == null ? "never" : Span.text(Duration.between(Instant.parse(at), Instant.now()));
    }

    private static List<String> problems(NodeReport node) {
        List<String> problems = new ArrayList<>();
        for (Service service : node.services()) {
            if (service.restarts() > 0) {
                problems.add(service.name() + " came back by itself " + service.restarts() + " times");
            }
        }
        Disk disk = node.disk();
        if (disk != null && disk.freeBytes() < Math.min(disk.totalBytes() / 10, 20L << 30)) {
            problems.add("only " + new ByteSize(disk.freeBytes()) + " are free on the disk");
        }
        Double days = disk == null ? null : disk.daysToFull();
        if (days != null && days < 14) {
            problems.add("the disk is full in " + days + " days at this pace");
        }
        return problems;
    }
}
