package dev.muster.aws.instance;

import dev.muster.agent.process.Launcher;
import dev.muster.agent.run.AgentWorld;
import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What an agent has on an instance of EC2. */
public final class InstanceWorld {
    /** Where muster-prepare.service writes, as boot.sh says. */
    private static final Path BOOT_LOG = Path.of("/var/log/muster-prepare.log");

    /** proc_sys_kernel(5): another one after each boot (2026-11-23). */
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private InstanceWorld() {}

    /**
     * The same world with AWS around it.
     *
     * @return as it was on a machine that no instance's script has set up
     */
    public static AgentWorld around(AgentWorld world) {
        return Here.of(world.environment()).map(here -> world(world, here)).orElse(world);
    }

    private static AgentWorld world(AgentWorld world, Here here) {
        InstanceOutlet outlet = outlet(
                here,
                world.environment(),
                new InstanceOutlet.Machine(BOOT_ID, BOOT_LOG, world.clock(), RandomGenerator.getDefault()));
        Launcher launcher = Optional.ofNullable(world.environment().get("NODE_GROUP"))
                .map(world.launcher()::inGroup)
                .orElse(world.launcher());
        return new AgentWorld(world.clock(), launcher, world.environment(), world.version(), outlet.others(), outlet);
    }

    static InstanceOutlet outlet(Here here, Map<String, String> environment, InstanceOutlet.Machine machine) {
        Cloud cloud = cloud(here, environment);
        return new InstanceOutlet(here, cloud, Imds.of(environment, machine.clock()), machine);
    }

    static Cloud cloud(Here here, Map<String, String> environment) {
        return Cloud.ofInstance(new Access(Optional.empty(), Optional.empty(), environment), here.region())
                .once();
    }

    /** What lets the slot's volume and the instance go after the agent; empty elsewhere. */
    public static Optional<Leave> leave(Map<String, String> environment) {
        return Here.of(environment)
                .map(here -> new Leave(
                        here, cloud(here, environment), new Self(Imds.of(environment, InstantSource.system()))));
    }
}
