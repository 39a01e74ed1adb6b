package dev.muster.aws.operate;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.StackEvent;
import dev.muster.aws.deploy.StackView;
import dev.muster.aws.deploy.Stacks;
import dev.muster.core.report.NodeReport;
import java.time.Instant;
import java.util.ArrayList;
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
     * @param slot only of this one
     */
    public List<Happened> of(StackView stack, List<NodeReport> nodes, Optional<Integer> slot, int last) {
        List<Happened> all = new ArrayList<>();
        stacks.history(stack.id())
                .map(event -> happened(stack, event))
                .filter(one -> slot.isEmpty() || one.slot().equals(String.valueOf(slot.get())))
                .limit(last)
                .forEach(all::add);
        for (NodeReport node : nodes) {
            if (slot.isEmpty() || slot.get() == node.slot()) {
                all.addAll(told(node));
            }
        }
        all.sort(Comparator.comparing(Happened::at));
        return all.subList(Math.max(0, all.size() - last), all.size());
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
