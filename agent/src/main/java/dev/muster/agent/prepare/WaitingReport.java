package dev.muster.agent.prepare;

import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.report.NodeReport;
import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.time.InstantSource;

/** While no agent runs, the slot's report says what is waited for: the one that lies there is of before the start. */
record WaitingReport(SlotFolder slot, NodeConfig node, InstantSource clock) implements Asking.Waits {
    @Override
    public void tell(String step, String why) throws IOException {
        NodeReport.Node known = new NodeReport.Node(
                node.deployment(),
                node.slot(),
                node.nodeId(),
                node.blueprint(),
                node.network(),
                node.role(),
                node.target());
        String reason = "the machine has started and waits for its " + step + ": " + why;
        Whole.write(
                slot.reportFile(),
                Json.pretty(NodeReport.silent(
                        known, NodeState.STARTING, clock.instant().toString(), reason, null)));
    }
}
