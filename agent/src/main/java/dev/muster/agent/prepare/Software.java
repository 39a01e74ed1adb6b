package dev.muster.agent.prepare;

import dev.muster.agent.fetch.Fetcher;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.fetch.Pause;
import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.install.InstallContext;
import dev.muster.agent.install.InstallListener;
import dev.muster.agent.install.Installed;
import dev.muster.agent.install.Installer;
import dev.muster.agent.install.Machine;
import dev.muster.agent.install.Wanted;
import dev.muster.agent.slot.InstalledService;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.InstallMethod.Inside;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.blueprint.Version;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.NodeRenderer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Installs what a slot's services need.
 *
 * @param downloads where downloads are kept
 */
public record Software(SlotFolder slot, Path downloads, Map<String, String> environment) {
    /**
     * Installs, or finds installed, every service of the slot and notes how.
     *
     * @param named whether the spec names the version
     */
    public Map<String, InstalledService> install(
            Blueprint blueprint, NodeConfig node, boolean named, InstallListener listener) throws IOException {
        NodeRenderer renderer = new NodeRenderer(blueprint, node, slot.paths(blueprint), name -> "");
        Map<String, InstalledService> all = new TreeMap<>();
        Machine machine = Machine.here(environment);
        try (Fetcher fetcher = new Fetcher(Patience.NORMAL, Pause.sleeping(), machine.freeSpace())) {
            for (ServiceDef service : renderer.services()) {
                InstallContext context = new InstallContext(
                        machine,
                        wanted(blueprint, node, named),
                        (text, more) -> renderer.value("installing " + service.name(), text, new TreeMap<>(more)),
                        slot.software(),
                        downloads,
                        fetcher,
                        listener);
                all.put(service.name(), note(Installer.install(service, context)));
            }
        }
        Whole.write(slot.installedFile(), Json.pretty(all));
        return all;
    }

    /** A version that the spec names is insisted on; the blueprint's default only where the origin lets choose. */
    private static Wanted wanted(Blueprint blueprint, NodeConfig node, boolean named) {
        Optional<Version> version = blueprint.versions().stream()
                .filter(known -> known.number().equals(node.version()))
                .findFirst();
        return new Wanted(version, named && version.isPresent(), Optional.ofNullable(node.install()));
    }

    private static InstalledService note(Installed installed) {
        Optional<Inside> inside = installed.method().inside();
        return new InstalledService(
                installed.kind(),
                installed.program(),
                installed.version().orElse(null),
                installed
                        .engine()
                        .map(engine -> engine.kind().program() + " " + engine.program())
                        .orElse(null),
                inside.map(Inside::mount).orElse(null),
                inside.flatMap(Inside::program).orElse(null));
    }

    /** {@code node by download 1.2}, of each service. */
    public static String words(Map<String, InstalledService> installed) {
        return String.join(
                ", ",
                installed.entrySet().stream()
                        .map(service ->
                                service.getKey() + " by " + service.getValue().kind()
                                        + Optional.ofNullable(service.getValue().version())
                                                .map(version -> " " + version)
                                                .orElse(""))
                        .toList());
    }
}
