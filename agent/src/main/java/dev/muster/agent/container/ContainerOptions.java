package dev.muster.agent.container;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.InstallMethod.Inside;
import dev.muster.core.blueprint.PortDef;
import dev.muster.core.blueprint.PortDef.Exposure;
import dev.muster.core.node.NodeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What of the machine a container gets: its network or some published ports, and GPUs.
 *
 * <p>Source: https://docs.docker.com/engine/containers/gpu ({@code --gpus all}),
 * https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/cdi-support.html (podman, device
 * {@code nvidia.com/gpu=all}), read 2026-11-22.
 */
public final class ContainerOptions {
    /** The machine's network. */
    public static final List<String> HOST = List.of("--network", "host");

    private ContainerOptions() {}

    /**
     * For one service of a slot.
     *
     * @param gpu whether it gets the machine's GPUs
     */
    public static List<String> of(Engine engine, Inside inside, Blueprint blueprint, NodeConfig node, boolean gpu) {
        List<String> options = new ArrayList<>(inside.publish().isEmpty() ? HOST : List.of());
        new TreeMap<>(inside.publish()).forEach((name, within) -> publish(options, name, within, blueprint, node));
        if (gpu) {
            options.addAll(gpus(engine));
        }
        return options;
    }

    private static void publish(List<String> options, String name, int within, Blueprint blueprint, NodeConfig node) {
        PortDef port = blueprint.ports().get(name);
        Integer number = node.ports().get(name);
        if (port == null || number == null) {
            return;
        }
        String address = address(port.exposure(), node);
        port.protocols()
                .forEach(protocol ->
                        options.addAll(List.of("--publish", address + ":" + number + ":" + within + "/" + protocol)));
    }

    /** Publishing goes past the machine's firewall: what is not for others is bound where others do not get. */
    private static String address(Exposure exposure, NodeConfig node) {
        return switch (exposure) {
            case LOCAL -> "127.0.0.1";
            case PRIVATE -> node.bind();
            case PUBLIC -> "0.0.0.0";
        };
    }

    private static List<String> gpus(Engine engine) {
        return switch (engine.kind()) {
            case DOCKER -> List.of("--gpus", "all");
            case PODMAN -> List.of("--device", "nvidia.com/gpu=all");
        };
    }
}
