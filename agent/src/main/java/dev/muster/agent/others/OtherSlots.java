package dev.muster.agent.others;

import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.report.NodeReport;
import java.util.List;

/** Where an agent finds what the other slots of its deployment last told of themselves. */
@FunctionalInterface
public interface OtherSlots {
    /**
     * The newest report of each other slot, whatever its age; asked before each probe, so it must not wait.
     *
     * @param self the slot that asks
     */
    List<NodeReport> reports(SlotFolder self);
}
