package dev.muster.agent.run;

import dev.muster.agent.process.Launcher;
import java.time.InstantSource;
import java.util.Map;

/**
 * All that an agent has from outside.
 *
 * @param environment of its process
 * @param version of this program
 */
public record AgentWorld(InstantSource clock, Launcher launcher, Map<String, String> environment, String version) {
    /** The real one. */
    public static AgentWorld real(String version) {
        return new AgentWorld(InstantSource.system(), Launcher.system(), System.getenv(), version);
    }
}
