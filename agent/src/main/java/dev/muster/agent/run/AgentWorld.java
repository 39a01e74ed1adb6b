package dev.muster.agent.run;

import dev.muster.agent.others.OtherSlots;
import dev.muster.agent.others.SlotsBeside;
import dev.muster.agent.outlet.Outlet;
import dev.muster.agent.process.Launcher;
import java.time.InstantSource;
import java.util.Map;

/**
 * All that an agent has from outside.
 *
 * @param environment of its process
 * @param version of this program
 * @param others where the other slots of the deployment tell of themselves
 * @param outlet who else is told of the node
 */
public record AgentWorld(
        InstantSource clock,
        Launcher launcher,
        Map<String, String> environment,
        String version,
        OtherSlots others,
        Outlet outlet) {
    /** The real one. */
    public static AgentWorld real(String version) {
        return new AgentWorld(
                InstantSource.system(), Launcher.system(), System.getenv(), version, new SlotsBeside(), Outlet.none());
    }
}
