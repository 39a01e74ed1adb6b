package dev.muster.agent.run;

import dev.muster.agent.host.DiskGuard;
import dev.muster.agent.host.DiskGuard.Level;
import dev.muster.agent.node.NodeServices;
import dev.muster.agent.node.Reports;
import dev.muster.agent.node.Reports.Space;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.value.ByteSize;
import java.time.Instant;

/** Warns when the disk gets full, and stops the node cleanly while it still can be. */
final class SpaceWatch {
    private final SlotFolder slot;
    private final NodeServices services;
    private final Journal journal;
    private final DiskGuard guard = new DiskGuard();
    private boolean stopped;
    private Level before = Level.FINE;

    SpaceWatch(SlotFolder slot, NodeServices services, Journal journal) {
        this.slot = slot;
        this.services = services;
        this.journal = journal;
    }

    DiskGuard guard() {
        return guard;
    }

    /** Whether the node is stopped for want of room. */
    boolean stopped() {
        return stopped;
    }

    void look(Instant now) {
        Space space = Reports.space(slot.room());
        if (space == null) {
            return;
        }
        Level level = guard.see(now, space.total(), space.free());
        if (level == Level.STOP && !stopped && services.wanted()) {
            stopped = true;
            journal.event("disk", "the disk is nearly full; the node is stopped while it still can be");
            services.stop(now, "the disk is nearly full: make room, then it starts again by itself");
        } else if (level != Level.STOP && stopped) {
            stopped = false;
            journal.event("disk", "there is room again");
            services.start(now);
        }
        if (level == Level.LOW && before == Level.FINE) {
            journal.event(
                    "disk",
                    "the disk is getting full: %s free; the node is stopped at %s, to keep its data whole"
                            .formatted(new ByteSize(space.free()), new ByteSize(DiskGuard.stopBelow(space.total()))));
        }
        before = level;
    }
}
