package dev.muster.aws.synth;

import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.facts.InstanceType;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Hardware;
import dev.muster.core.blueprint.Network;
import dev.muster.core.blueprint.PortDef;
import dev.muster.core.blueprint.PortDef.Exposure;
import dev.muster.core.blueprint.Role;
import dev.muster.core.blueprint.Setting;
import dev.muster.core.plan.DataSize;
import dev.muster.core.plan.NodePlanner;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.spec.Spec;
import dev.muster.core.spec.Spec.Topology;
import dev.muster.core.value.ByteSize;
import dev.muster.core.value.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a spec and its blueprint come to before anything of AWS is looked up. */
public record Picks(Spec spec, AwsSpec aws, Blueprint blueprint, Role role, Network network) {
    /** @throws java.util.NoSuchElementException if role or network are unknown, which the spec's rules refuse */
    public static Picks of(Spec spec, Blueprint blueprint) {
        return new Picks(
                spec,
                spec.aws().orElse(AwsSpec.NOTHING),
                blueprint,
                spec.role()
                        .map(blueprint.roles()::get)
                        .or(blueprint::defaultRole)
                        .orElseThrow(),
                Optional.ofNullable(blueprint.networks().get(spec.network())).orElseThrow());
    }

    /** Whether the node needs a GPU: its software always does, or its setting {@code gpu} says so. */
    public boolean gpu() {
        return blueprint.requires().gpu()
                || Optional.ofNullable(spec.settings().get("gpu"))
                        .or(() -> Optional.ofNullable(blueprint.settings().get("gpu"))
                                .flatMap(Setting::defaultValue))
                        .filter("true"::equals)
                        .isPresent();
    }

    /**
     * GiB that the public image takes; EC2 refuses a smaller root disk. Images of ECS take 30: aws/amazon-ecs-ami pull
     * request 182, aws/containers-roadmap issue 134. Amazon Linux 2023 takes 8: amazonlinux/amazon-linux-2023 issue 268
     * (2026-11-22).
     */
    public long imageGib() {
        return gpu() ? 30 : 8;
    }

    /** The name of the instance type; empty if neither spec nor blueprint name one. */
    public Optional<String> instance() {
        return aws.instance()
                .or(() -> hardware()
                        .flatMap(hardware -> Optional.ofNullable(
                                gpu() ? hardware.instanceTypes().get("gpu") : byArchitecture(hardware))));
    }

    private @Nullable String byArchitecture(Hardware hardware) {
        Map<String, String> types = hardware.instanceTypes();
        return aws.architecture().isPresent()
                ? types.get(aws.architecture().get())
                : types.getOrDefault("x86_64", types.get("aarch64"));
    }

    /** What is known of that type; empty if it is none. */
    public Optional<InstanceType> type(AwsFacts facts) {
        return instance().map(name -> facts.instanceTypes().get(name));
    }

    /** Which network: {@code default}, {@code new} or an id. */
    public String vpc() {
        return aws.network().vpc().orElse(spec.topology() == Topology.HA ? "new" : "default");
    }

    /** The name of the role that the spec gives the instances; empty if one is made. */
    public Optional<String> givenRole() {
        return aws.instanceRole().map(role -> role.substring(role.lastIndexOf('/') + 1));
    }

    /** What the blueprint proposes for the role. */
    public Optional<Hardware> hardware() {
        return blueprint.hardware().stream()
                .filter(hardware -> hardware.role().equals(role.name()))
                .findFirst();
    }

    /** The data volume. */
    public Disk disk() {
        AwsSpec.Volume volume = aws.volume();
        boolean ownIops = volume.type().equals("gp2");
        return new Disk(
                volume.size()
                        .or(() -> hardware().flatMap(hardware -> DataSize.on(spec.network(), hardware.volumeSize())))
                        .or(this::stated)
                        .map(ByteSize::gibibytes),
                volume.type(),
                volume.iops().or(() -> hardware().map(Hardware::iops).filter(iops -> iops > 0 && !ownIops)),
                volume.throughput()
                        .or(() -> hardware()
                                .map(Hardware::throughput)
                                .filter(rate -> rate > 0 && volume.type().equals("gp3"))),
                volume.key(),
                volume.snapshot(),
                volume.initializationRate());
    }

    /** What the blueprint states that the data takes on the network, all of it. */
    public Optional<ByteSize> stated() {
        return DataSize.stated(spec, blueprint);
    }

    /** What the setting {@code prune} keeps of it; empty where the whole is kept. */
    public Optional<ByteSize> pruned() {
        return DataSize.pruned(spec, blueprint);
    }

    /** The number of a port. */
    public int number(PortDef port) {
        return spec.ports().getOrDefault(port.name(), port.on(spec.network()));
    }

    /** The ports that others may reach. */
    public List<OpenPort> openPorts() {
        return blueprint.ports(role).stream()
                .filter(port -> port.exposure() != Exposure.LOCAL)
                .map(port -> new OpenPort(port.name(), number(port), port.protocols(), from(port)))
                .toList();
    }

    private List<Cidr> from(PortDef port) {
        boolean world = port.exposure() == Exposure.PUBLIC && !network.dev();
        return aws.expose().ports().getOrDefault(port.name(), world ? List.of(Cidr.WORLD) : List.of());
    }

    /** Names of the secrets the node reads: those of its role, not of others, and those of its references. */
    public List<String> secrets() {
        return Stream.concat(
                        NodePlanner.secrets(spec, blueprint, role).stream(),
                        spec.references().values().stream().flatMap(reference -> reference.secret().stream()))
                .distinct()
                .sorted()
                .toList();
    }

    /** The endpoint's port behind the load balancer: the one the spec names, else the blueprint's first. */
    public Optional<PortDef> served() {
        String wanted = aws.balancer().map(AwsSpec.Balancer::endpoint).orElse("");
        return blueprint.endpoints().values().stream()
                .filter(endpoint -> wanted.isEmpty() || endpoint.name().equals(wanted))
                .findFirst()
                .map(endpoint -> blueprint.ports().get(endpoint.port()));
    }
}
