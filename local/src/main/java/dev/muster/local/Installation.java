package dev.muster.local;

import dev.muster.agent.fetch.Fetcher;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.fetch.Pause;
import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.install.InstallContext;
import dev.muster.agent.install.InstallStep;
import dev.muster.agent.install.Installed;
import dev.muster.agent.install.Installer;
import dev.muster.agent.install.Machine;
import dev.muster.agent.install.Wanted;
import dev.muster.agent.slot.InstalledService;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.InstallMethod.Inside;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.blueprint.Version;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Installs what a slot's services need. */
final class Installation {
    private final StateFolder state;
    private final Map<String, String> environment;

    Installation(StateFolder state, Map<String, String> environment) {
        this.state = state;
        this.environment = environment;
    }

    /**
     * Installs, or finds installed, every service of a slot and notes how.
     *
     * @param named whether the spec names the version
     */
    void install(DeploymentFolder deployment, Blueprint blueprint, NodeConfig node, boolean named, Progress progress)
            throws IOException {
        Path slot = deployment.slot(node.slot()).path();
        NodeRenderer renderer =
                new NodeRenderer(blueprint, node, deployment.slot(node.slot()).paths(blueprint), name -> "");
        Map<String, InstalledService> all = new TreeMap<>();
        Machine machine = Machine.here(environment);
        try (Fetcher fetcher = new Fetcher(Patience.NORMAL, Pause.sleeping(), machine.freeSpace())) {
            for (ServiceDef service : renderer.services()) {
                InstallContext context = new InstallContext(
                        machine,
                        wanted(blueprint, node, named),
                        (text, more) -> renderer.value("installing " + service.name(), text, new TreeMap<>(more)),
                        deployment.software(),
                        state.downloads(),
                        fetcher,
                        step -> progress.advance(step.message(), fraction(step)));
                all.put(service.name(), note(Installer.install(service, context)));
            }
        }
        Whole.write(slot.resolve("installed.json"), Json.pretty(all));
    }

    /** A version that the spec names is insisted on; the blueprint's default only where the origin lets choose. */
    private static Wanted wanted(Blueprint blueprint, NodeConfig node, boolean named) {
        Optional<Version> version = blueprint.versions().stream()
                .filter(known -> known.number().equals(node.version()))
                .findFirst();
        return new Wanted(version, named && version.isPresent(), Optional.ofNullable(node.install()));
    }

    private static @org.jspecify.annotations.Nullable Double fraction(InstallStep step) {
        return step.total().isPresent() && step.total().getAsLong() > 0
                ? (double) step.done() / step.total().getAsLong()
                : null;
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
}
