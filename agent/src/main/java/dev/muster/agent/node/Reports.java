package dev.muster.agent.node;

import dev.muster.agent.host.DiskGuard;
import dev.muster.agent.host.HostFacts;
import dev.muster.agent.host.HostWatch;
import dev.muster.agent.outlet.Place;
import dev.muster.agent.process.ProcessId;
import dev.muster.agent.service.ServiceRunner;
import dev.muster.agent.slot.InstalledService;
import dev.muster.core.blueprint.EndpointDef;
import dev.muster.core.report.NodeReport;
import dev.muster.core.report.NodeReport.Disk;
import dev.muster.core.report.NodeReport.Health;
import dev.muster.core.report.NodeReport.LastRestart;
import dev.muster.core.report.NodeReport.Service;
import dev.muster.core.report.NodeReport.Work;
import dev.muster.core.state.Eta;
import dev.muster.core.state.Known;
import dev.muster.core.state.Verdict;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together what a node tells of itself. */
public final class Reports {
    private final String musterVersion;
    private final HostWatch host = new HostWatch(Path.of("/proc"));

    /** @param musterVersion version of this program */
    public Reports(String musterVersion) {
        this.musterVersion = musterVersion;
    }

    /**
     * All that a report is made of.
     *
     * @param version what the software says of itself; null if it did not
     */
    public record Sources(
            NodeSetup setup,
            Instant now,
            Verdict verdict,
            List<ServiceRunner> services,
            Map<String, InstalledService> installed,
            @Nullable String version,
            Map<String, @Nullable Double> gauges,
            @Nullable Space space,
            DiskGuard guard,
            @Nullable LastRestart lastRestart,
            Place place) {}

    /** The disk under the data, bytes. */
    public record Space(long total, long free) {}

    /** The report. */
    public NodeReport make(Sources from) {
        NodeSetup setup = from.setup();
        Verdict verdict = from.verdict();
        Known known = verdict.known();
        Optional<Eta> eta = verdict.eta();
        return new NodeReport(
                NodeReport.SCHEMA,
                setup.node().name(),
                setup.node().nodeId(),
                setup.node().deployment(),
                setup.node().slot(),
                setup.node().blueprint(),
                setup.node().network(),
                setup.node().role(),
                setup.node().target(),
                from.now().toString(),
                verdict.state(),
                verdict.since().toString(),
                verdict.reason(),
                text(known.observedAt()),
                known.height(),
                known.tip(),
                known.tipSource(),
                known.lag(),
                known.peers(),
                verdict.rate(),
                eta.map(Eta::mid).orElse(null),
                eta.map(Eta::low).orElse(null),
                eta.map(Eta::high).orElse(null),
                verdict.phase(),
                from.version(),
                versions(setup),
                from.gauges(),
                setup.blueprint().probes().work().isPresent() ? new Work(known.work(), text(known.workAt())) : null,
                disk(from),
                host.look(from.now()),
                from.services().stream()
                        .map(service -> service(service, from.installed().get(service.name())))
                        .toList(),
                new Health(verdict.healthCode(), verdict.healthSince().toString()),
                endpoints(setup),
                from.lastRestart(),
                from.place().region(),
                from.place().instanceId());
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private Map<String, String> versions(NodeSetup setup) {
        return new TreeMap<>(
                Map.of("muster", musterVersion, "blueprint", setup.node().blueprintChecksum()));
    }

    private static @Nullable Disk disk(Sources from) {
        Space space = from.space();
        return space == null
                ? null
                : new Disk(space.total(), space.free(), null, from.guard().daysToFull(space.free()));
    }

    /** The disk under a folder; null if it cannot be asked. Not by way of the list of mounts, which is read each time. */
    public static @Nullable Space space(Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        File disk = there.toFile();
        long total = disk.getTotalSpace();
        return total == 0 ? null : new Space(total, disk.getUsableSpace());
    }

    private static Service service(ServiceRunner service, @Nullable InstalledService installed) {
        Long pid = service.process().map(ProcessId::pid).orElse(null);
        return new Service(
                service.name(),
                service.state().text(),
                pid,
                service.startedAt().map(Instant::toString).orElse(null),
                service.restarts(),
                pid == null ? null : HostFacts.residentBytes(pid),
                service.error().orElse(null),
                installed == null ? "nothing" : installed.kind(),
                installed == null ? null : installed.version());
    }

    private static Map<String, String> endpoints(NodeSetup setup) {
        Map<String, String> urls = new TreeMap<>();
        for (EndpointDef endpoint : setup.blueprint().endpoints().values()) {
            Integer port = setup.node().ports().get(endpoint.port());
            if (port != null) {
                urls.put(endpoint.name(), "http://" + setup.node().host() + ":" + port + endpoint.path());
            }
        }
        return urls;
    }
}
