package dev.muster.aws.operate;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.StackEvent;
import dev.muster.aws.deploy.StackView;
import dev.muster.aws.deploy.Stacks;
import dev.muster.core.report.NodeReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What happened to a deployment: what CloudFormation did, and what nodes tell of themselves. */
public final class Chronicle {
    private static final Pattern SLOT = Pattern.compile("Slot(\\d+)[A-Z]\\w*");

    private final Stacks stacks;

    public Chronicle(Cloud cloud) {
        this.stacks = new Stacks(cloud);
    }

    /**
     * The last things that happened, the oldest first.
     *
     * @param slots words of slots: numbers, or {@code fleet}
     * @param whole whether what happened to the deployment as a whole is meant too
     * @param since nothing older; empty for all of the stack
     */
    public List<Happened> of(
            StackView stack,
            List<NodeReport> nodes,
            NodeEvents agents,
            Collection<String> slots,
            boolean whole,
            Optional<Instant> since,
            int last) {
        List<Happened> all = new ArrayList<>();
        // The newest come first: what follows the first that is too old is older still.
        stacks.history(stack.id())
                .map(event -> happened(stack, event))
                .takeWhile(one -> since.isEmpty() || !one.at().isBefore(since.get()))
                .filter(one -> whole || slots.contains(one.slot()))
                .limit(last)
                .forEach(all::add);
        for (String slot : slots) {
            List<Happened> own = agents.of(slot, last);
            all.addAll(own.isEmpty() ? told(nodes, slot, since) : own);
        }
        all.sort(Comparator.comparing(Happened::at));
        return all.subList(Math.max(0, all.size() - last), all.size());
    }

    /** Of an agent whose log has nothing: what its report says. */
    private static List<Happened> told(List<NodeReport> nodes, String slot, Optional<Instant> since) {
        return nodes.stream()
                .filter(node -> slot.equals(String.valueOf(node.slot())))
                .flatMap(node -> told(node).stream())
                .filter(one -> since.isEmpty() || !one.at().isBefore(since.get()))
                .toList();
    }

    private static Happened happened(StackView stack, StackEvent event) {
        Matcher slot = SLOT.matcher(event.logicalId());
        boolean whole = event.ofStack();
        return new Happened(
                event.at(),
                !whole && slot.matches() ? slot.group(1) : "",
                "stack",
                (whole ? stack.name() : event.logicalId()) + " " + event.status()
                        + (event.reason().isEmpty() ? "" : ": " + event.reason()));
    }

    private static List<Happened> told(NodeReport node) {
        List<Happened> told = new ArrayList<>();
        String slot = String.valueOf(node.slot());
        told.add(new Happened(
                Instant.parse(node.since()), slot, "state", node.state().text() + ": " + node.reason()));
        NodeReport.LastRestart restart = node.lastRestart();
        if (restart != null) {
            told.add(new Happened(
                    Instant.parse(restart.at()), slot, "restart", restart.service() + ": " + restart.reason()));
        }
        return told;
    }
}
