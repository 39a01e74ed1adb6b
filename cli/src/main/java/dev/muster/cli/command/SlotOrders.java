package dev.muster.cli.command;

import dev.muster.agent.api.AgentCommand;
import dev.muster.agent.api.AgentCommand.Verb;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.report.NodeReport;
import dev.muster.core.report.ReportText;
import dev.muster.core.state.NodeState;
import dev.muster.local.AgentControl;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells agents of this machine what to do, and waits until it is so. */
final class SlotOrders {
    private final Context context;
    private final Verb verb;
    private final Predicate<NodeState> there;

    /** @param there whether it is done */
    SlotOrders(Context context, Verb verb, Predicate<NodeState> there) {
        this.context = context;
        this.verb = verb;
        this.there = there;
    }

    void give(List<SlotFolder> slots, boolean wait) throws IOException, InterruptedException {
        for (SlotFolder slot : slots) {
            AgentControl control = new AgentControl(slot);
            if (control.report().isEmpty()) {
                String deployment = String.valueOf(slot.deployment().getFileName());
                throw MusterException.failed(
                        "no agent answers for " + deployment + "/" + slot.path().getFileName(),
                        "\"muster up " + deployment + "\" starts one");
            }
            control.tell(new AgentCommand(verb, List.of()));
        }
        Instant from = context.clock().instant().plusMillis(600);
        for (SlotFolder slot : slots) {
            if (wait) {
                await(slot, from);
            }
        }
    }

    private void await(SlotFolder slot, Instant from) throws IOException, InterruptedException {
        while (true) {
            Optional<NodeReport> report = new AgentControl(slot).report();
            if (report.isPresent() && !Instant.parse(report.get().at()).isBefore(from)) {
                if (there.test(report.get().state())) {
                    context.console().data(report.get().name() + "  " + ReportText.line(report.get()));
                    return;
                }
                if (report.get().state() == NodeState.FAILED) {
                    throw MusterException.failed(
                            report.get().name() + " has failed: " + report.get().reason(),
                            "see \"muster logs " + report.get().name() + "\"");
                }
            }
            Thread.sleep(200);
        }
    }
}
