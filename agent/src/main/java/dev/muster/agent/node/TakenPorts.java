package dev.muster.agent.node;

import dev.muster.agent.process.Listeners;
import dev.muster.agent.process.Marked;
import dev.muster.core.plan.NodePlanner;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.util.Map;

/** Refuses to start a program whose port somebody else has: it would end with an error among many lines. */
final class TakenPorts {
    private TakenPorts() {}

    /**
     * Ports that the node's own programs hold are theirs, whichever of them it is. Containers hide whose they are, and
     * are not asked.
     */
    static void refuse(NodeSetup setup) throws IOException {
        boolean containers =
                setup.slot().installed().values().stream().anyMatch(installed -> installed.engine() != null);
        for (Map.Entry<String, Integer> port : setup.node().ports().entrySet()) {
            boolean own = port.getKey().equals(NodePlanner.AGENT.name());
            if (!own && !containers && Listeners.any(port.getValue())) {
                refuse(setup, port.getKey(), port.getValue());
            }
        }
    }

    private static void refuse(NodeSetup setup, String name, int port) {
        String who = Listeners.on(port)
                .filter(holder -> !Marked.begins(holder.pid(), setup.node().nodeId() + "/"))
                .map(holder ->
                        "pid " + holder.pid() + ", " + holder.info().command().orElse("of another user"))
                .orElse("");
        if (!who.isEmpty()) {
            throw MusterException.failed(
                    "port " + port + " (" + name + ") is taken by another program: " + who,
                    "end that one, or give the node another port: ports: {" + name + ": NUMBER}");
        }
    }
}
