package dev.muster.cli.machine;

import dev.muster.core.node.NodeConfig;
import dev.muster.local.DeploymentFolder;
import dev.muster.local.LocalPlan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks whether the ports that a plan would take are free. */
public final class PortChecks {
    private PortChecks() {}

    /** A check for each port of each node; ports that the deployment itself holds are well. */
    public static List<Check> of(LocalPlan plan, DeploymentFolder deployment) throws IOException {
        List<Check> checks = new ArrayList<>();
        Map<Integer, NodeConfig> standing = deployment.nodes();
        for (NodeConfig node : plan.nodes().values()) {
            NodeConfig before = standing.get(node.slot());
            node.ports().forEach((name, port) -> {
                String what = node.name() + " " + name + " " + port;
                boolean own = before != null && port.equals(before.ports().get(name));
                checks.add(
                        own || free(port)
                                ? Check.ok("port." + name, what + (own ? ", its own" : " is free"))
                                : Check.warning(
                                        "port." + name,
                                        what + " is taken by another program",
                                        "end that, or give another number in the spec: ports: {" + name + ": ...}"));
            });
        }
        return checks;
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
