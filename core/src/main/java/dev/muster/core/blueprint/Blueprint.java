package dev.muster.core.blueprint;

import dev.muster.core.value.Name;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to run one kind of node. Read from a folder by {@link BlueprintReader}; immutable.
 *
 * @param files templates by path below {@code files/}
 * @param identity paths below the volume {@code data} that are a node's self and never copied into an image
 * @param findings what a careful operator would want to know of some specs
 * @param quiesce {@code stop} or {@code freeze}: how a consistent copy of the volume is made
 */
public record Blueprint(
        Name name,
        String title,
        String summary,
        Map<String, Network> networks,
        Map<String, Role> roles,
        Map<String, Setting> settings,
        Map<String, SecretDef> secrets,
        Map<String, ReferenceDef> references,
        Map<String, PortDef> ports,
        Map<String, VolumeDef> volumes,
        Map<String, ServiceDef> services,
        Map<String, EndpointDef> endpoints,
        Probes probes,
        List<Gauge> gauges,
        List<AlarmDef> alarms,
        Optional<Produce> produce,
        List<Version> versions,
        Requires requires,
        List<Hardware> hardware,
        List<Dataset> datasets,
        List<Expectation> expects,
        List<String> identity,
        String quiesce,
        List<FindingDef> findings,
        Map<String, String> files) {

    /** The role taken when a spec names none. */
    public Optional<Role> defaultRole() {
        return roles.values().stream().filter(Role::defaultRole).findFirst();
    }

    /** The version taken when a spec names none; empty if the software's origin decides. */
    public Optional<Version> defaultVersion() {
        return versions.stream().filter(Version::defaultVersion).findFirst();
    }

    /** The ports that a role has. */
    public List<PortDef> ports(Role role) {
        return ports.values().stream()
                .filter(port -> port.service().map(role.services()::contains).orElse(true))
                .toList();
    }

    /** The longest grace of the services of a role. */
    public Duration grace(Role role) {
        return role.services().stream()
                .map(services::get)
                .map(ServiceDef::grace)
                .max(Duration::compareTo)
                .orElse(Duration.ofSeconds(10));
    }
}
