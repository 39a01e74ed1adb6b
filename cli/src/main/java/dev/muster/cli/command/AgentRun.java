package dev.muster.cli.command;

import dev.muster.agent.command.SystemCommands;
import dev.muster.agent.engine.EngineDoor;
import dev.muster.agent.engine.Tenant;
import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.prepare.BootFiles;
import dev.muster.agent.prepare.Place;
import dev.muster.agent.prepare.Preparation;
import dev.muster.agent.prepare.SlotPreparation;
import dev.muster.agent.run.AgentMain;
import dev.muster.agent.run.AgentWorld;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.agent.volume.Attaching;
import dev.muster.agent.volume.Disks;
import dev.muster.agent.volume.VolumeId;
import dev.muster.aws.instance.InstanceWorld;
import dev.muster.aws.instance.Leave;
import dev.muster.aws.instance.OnInstance;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an agent, which {@code up} starts in the background, or prepares a machine for one. */
@Command(
        description = "Runs the agent of a slot in the foreground, or prepares the machine and ends.",
        mixinStandardHelpOptions = true,
        hidden = true)
public final class AgentRun implements Callable<Integer> {
    private static final Duration EVERY = Duration.ofSeconds(3);

    /** Attaching takes seconds; so long it takes only when it never comes. */
    private static final Duration APPEARS = Duration.ofMinutes(5);

    private final Context context;

    @Parameters(index = "0", paramLabel = "VERB", description = "run, prepare, release or engine")
    String verb = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "the slot's folder")
    Path slot = Path.of(".");

    @Option(names = "--checksum", description = "run: of the program")
    String checksum = "";

    @Option(names = "--volume", paramLabel = "ID", description = "prepare: the volume to mount")
    Optional<String> volume = Optional.empty();

    @Option(names = "--at", paramLabel = "DIR", description = "prepare, release: where it is mounted")
    Path at = Path.of("/data");

    @Option(names = "--boot", paramLabel = "DIR", description = "prepare: the slot's files as they were fetched")
    Optional<Path> boot = Optional.empty();

    @Option(names = "--user", paramLabel = "NAME", description = "prepare: whom the node runs as")
    String user = "muster-node";

    @Option(
            names = "--agents",
            paramLabel = "GROUP",
            description = "prepare: the agent's group; the metadata service is closed to all others but root")
    Optional<String> agents = Optional.empty();

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            description =
                    "prepare: how long another may hold the volume, its disk may take to appear, and AWS be silent")
    String patience = "30m";

    @Option(names = "--docker", paramLabel = "SOCKET", description = "engine: where docker's engine listens")
    Path docker = Path.of("/run/docker.sock");

    @Option(names = "--dataset", paramLabel = "NAME", description = "prepare: what to restore onto it")
    Optional<String> dataset = Optional.empty();

    public AgentRun(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return switch (verb) {
            case "run" ->
                AgentMain.run(new SlotFolder(slot), InstanceWorld.around(AgentWorld.real(context.version())), checksum);
            case "release" -> release();
            case "engine" -> engine();
            case "prepare" -> boot.isPresent() ? slot(new BootFiles(boot.get())) : parts();
            default ->
                throw MusterException.invalid(
                        "\"" + verb + "\" is no verb of an agent", "write run, prepare, release or engine");
        };
    }

    /** What the agent, which has ended, had no right to do; on any other machine there is nothing to let go. */
    private int release() throws IOException {
        Optional<Leave> leave = InstanceWorld.leave(context.environment());
        if (leave.isPresent()) {
            leave.get()
                    .run(
                            new SlotFolder(slot),
                            at,
                            new SystemCommands(),
                            Disks.ofThisMachine(),
                            Path.of("/proc"),
                            line -> context.console().out().println(line));
        }
        return 0;
    }

    /** What the node's user may ask of docker's engine, which is root's; until it is ended. */
    private int engine() throws IOException, InterruptedException {
        Place place = Place.of(at, user, agents);
        Tenant tenant = Tenant.of(new SlotFolder(slot), at, place::run);
        try (EngineDoor door = new EngineDoor(place.engine(), docker, tenant, why -> tell("refused", why))) {
            door.serve();
        }
        return 0;
    }

    /** All that a slot needs, from what belongs to it. */
    private int slot(BootFiles files) throws IOException, InterruptedException {
        Duration most = Span.parse(patience);
        Attaching attaching = new Attaching(EVERY, most, most.compareTo(APPEARS) < 0 ? most : APPEARS);
        try (OnInstance belongings = OnInstance.of(context.environment(), context.clock())) {
            new SlotPreparation(
                            new SystemCommands(),
                            Disks.ofThisMachine(),
                            belongings,
                            attaching,
                            Place.of(at, user, agents),
                            this::tell,
                            context.clock())
                    .run(new SlotFolder(slot.toAbsolutePath().normalize()), files, context.environment());
        }
        return 0;
    }

    /** Single steps, by hand. */
    private int parts() throws IOException {
        Preparation preparation = new Preparation(new SystemCommands(), Disks.ofThisMachine());
        if (volume.isPresent()) {
            tell("volume", preparation.volume(id(volume.get()), at));
        }
        if (dataset.isPresent()) {
            tell("dataset", preparation.dataset(new SlotFolder(slot), dataset.get(), at, FetchProgress.none()));
        }
        return 0;
    }

    private static VolumeId id(String text) {
        try {
            return new VolumeId(text);
        } catch (IllegalArgumentException e) {
            throw MusterException.invalid(String.valueOf(e.getMessage()), "give the volume's id");
        }
    }

    /** A line for each step, for the log of the boot. */
    private void tell(String step, Object what) {
        context.console().out().println(step + ": " + what);
    }
}
