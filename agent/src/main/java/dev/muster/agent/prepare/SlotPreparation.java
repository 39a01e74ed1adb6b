package dev.muster.agent.prepare;

import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.fetch.Pause;
import dev.muster.agent.files.Whole;
import dev.muster.agent.identity.IdentityFiles;
import dev.muster.agent.identity.IdentityStore;
import dev.muster.agent.identity.PutBack;
import dev.muster.agent.slot.InstalledService;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.agent.volume.Attaching;
import dev.muster.agent.volume.Disks;
import dev.muster.agent.volume.VolumeId;
import dev.muster.agent.volume.VolumeReady;
import dev.muster.agent.volume.Volumes;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Dataset;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.plan.DatasetFindings;
import dev.muster.core.problem.MusterException;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.spec.Spec;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a machine that is a slot's own ready for its agent: at each start, as root. Each step finds what is done. */
public final class SlotPreparation {
    private static final String DATA = "data";

    /** A first boot that cannot reach AWS is to say so well before its stack has waited enough. */
    private static final Duration AWAY = Duration.ofMinutes(5);

    private final CommandRunner commands;
    private final Disks disks;
    private final Belongings belongings;
    private final Attaching patience;
    private final Place place;
    private final Owner owner;
    private final Steps steps;
    private final InstantSource clock;

    public SlotPreparation(
            CommandRunner commands,
            Disks disks,
            Belongings belongings,
            Attaching patience,
            Place place,
            Steps steps,
            InstantSource clock) {
        this.commands = commands;
        this.disks = disks;
        this.belongings = belongings;
        this.patience = patience;
        this.place = place;
        this.owner = new Owner(commands, place.user());
        this.steps = steps;
        this.clock = clock;
    }

    /**
     * All of it. Secrets come after the volume: what waits for a predecessor is to wait with nothing in memory.
     *
     * @param environment of this process
     * @throws MusterException with what cannot be had, and what to do
     */
    public void run(SlotFolder slot, BootFiles boot, Map<String, String> environment)
            throws IOException, InterruptedException {
        if (place.agents().isPresent()) {
            new MetadataGuard(commands, place.run()).close(place.agents().get());
            steps.tell(
                    "metadata", "closed to all but root and " + place.agents().get());
        }
        boot.layOut(slot);
        steps.tell("files", slot.path() + " is laid out");
        NodeConfig node = boot.node();
        Spec spec = boot.spec();
        Blueprint blueprint = slot.blueprint(node);
        Duration away = patience.held().compareTo(AWAY) < 0 ? patience.held() : AWAY;
        Asking asking = new Asking(Pause.sleeping(), away, steps, new WaitingReport(slot, node, clock));
        volume(slot, blueprint, boot, asking);
        if (spec.aws().map(AwsSpec::address).orElse(false)) {
            address(boot, asking);
        }
        secrets(slot, node, asking);
        Software software = new Software(slot, boot.downloads(), environment);
        Map<String, InstalledService> installed = new EngineSetup(commands, place)
                .with(
                        () -> software.install(blueprint, node, spec.version().isPresent(), step -> {}),
                        blueprint.services().values().stream().anyMatch(SlotPreparation::container),
                        steps);
        steps.tell("software", Software.words(installed));
        profile(installed);
        identity(blueprint, boot, asking);
        if (!slot.known()) {
            // A new machine starts its node: nobody is there to say so. Later it is as it was left.
            Whole.write(slot.startFile(), "");
        }
        owner.give(slot.path());
        steps.tell("owner", place.user() + " may write what is the node's");
    }

    private static boolean container(ServiceDef service) {
        return service.install().stream().anyMatch(method -> method.inside().isPresent());
    }

    private void volume(SlotFolder slot, Blueprint blueprint, BootFiles boot, Asking asking)
            throws IOException, InterruptedException {
        VolumeId volume = asking.of("volume", this::own, () -> known(boot));
        if (disks.of(volume).isEmpty()) {
            asking.of("volume", () -> attached(volume), Optional::empty);
        }
        VolumeReady ready = new Volumes(commands, disks).prepare(volume, place.mount());
        // Before anything else lies on it: what is there is taken for the node's.
        dataset(slot, blueprint, boot);
        for (String name : blueprint.volumes().keySet()) {
            Path folder = name.equals(DATA) ? place.mount() : place.mount().resolve(name);
            Files.createDirectories(folder);
            Links.lead(slot.path().resolve(name), folder);
        }
        owner.giveVolume(place.mount());
        Known.read(boot.known()).withVolume(volume.value()).write(boot.known());
        steps.tell(
                "volume",
                volume + " is mounted at " + ready.at() + ", " + new ByteSize(ready.bytes())
                        + (ready.formatted() ? ", with a new file system" : ""));
    }

    /** Public data to start from, if the spec wants them and none are there. */
    private void dataset(SlotFolder slot, Blueprint blueprint, BootFiles boot) throws IOException {
        Optional<Dataset> dataset = DatasetFindings.chosen(boot.spec(), blueprint);
        if (dataset.isPresent()) {
            EachMinute log = new EachMinute(line -> steps.tell("dataset", line), clock);
            RestoreTelling telling = new RestoreTelling(
                    slot, boot.node(), dataset.get().name(), clock, (words, _) -> log.tell(words), belongings::tell);
            DatasetStep step = new DatasetStep(slot, commands, belongings.door());
            steps.tell("dataset", new SlotDataset(step, telling).restore(dataset.get(), blueprint, place.mount()));
        }
    }

    private VolumeId own() throws IOException {
        return belongings
                .volume()
                .orElseThrow(
                        () -> MusterException.failed("the slot has no volume of its own", "\"muster up\" makes it"));
    }

    private VolumeId attached(VolumeId volume) throws IOException, InterruptedException {
        patience.run(
                volume, belongings.attachment(), disks, Pause.sleeping(), waiting -> steps.tell("volume", waiting));
        return volume;
    }

    /** The volume of an earlier start, as long as its disk is there: being attached is the lock. */
    private Optional<VolumeId> known(BootFiles boot) throws IOException {
        Optional<VolumeId> before =
                Optional.ofNullable(Known.read(boot.known()).volume()).map(VolumeId::new);
        return before.isPresent() && disks.of(before.get()).isEmpty() ? Optional.empty() : before;
    }

    /** It stays with an instance that only starts again. */
    private void address(BootFiles boot, Asking asking) throws IOException, InterruptedException {
        Known known = Known.read(boot.known());
        String address = asking.of("address", belongings::claimAddress, () -> Optional.ofNullable(known.address()));
        known.withAddress(address).write(boot.known());
        steps.tell("address", address + " leads here");
    }

    /** After all else that fills the volume, and before the node makes itself another. */
    private void identity(Blueprint blueprint, BootFiles boot, Asking asking) throws IOException, InterruptedException {
        Optional<IdentityStore> store = blueprint.identity().isEmpty() ? Optional.empty() : belongings.identity();
        if (store.isPresent()) {
            IdentityFiles files = new IdentityFiles(place.mount(), blueprint.identity());
            PutBack back = new PutBack(files, store.get(), owner::give);
            Known known = Known.read(boot.known());
            steps.tell(
                    "identity",
                    asking.of(
                            "identity",
                            back::run,
                            () -> known.hasIdentity()
                                    ? Optional.of("the volume has what there is")
                                    : Optional.empty()));
            known.withIdentity().write(boot.known());
        }
    }

    private void secrets(SlotFolder slot, NodeConfig node, Asking asking) throws IOException, InterruptedException {
        Path secrets = folder(place.secrets(node.deployment()));
        Path etc = folder(place.etc(node.deployment(), node.slot()));
        Set<String> names = names(node);
        for (String name : names) {
            Path file = secrets.resolve(name);
            keep(file, asking.of("secrets", () -> belongings.secret(name), () -> Whole.read(file)));
        }
        try (Stream<Path> there = Files.list(secrets)) {
            for (Path file : there.toList()) {
                if (!names.contains(String.valueOf(file.getFileName()))) {
                    Files.delete(file);
                }
            }
        }
        Links.lead(slot.secrets(), secrets);
        Links.lead(slot.path().resolve("etc"), etc);
        owner.give(place.run().resolve(node.deployment()));
        steps.tell("secrets", names.isEmpty() ? "none" : String.join(", ", names));
    }

    /** What is as it was keeps its time, by which programs are told to take what is new. */
    private static void keep(Path file, String value) throws IOException {
        if (Whole.read(file).filter(value::equals).isEmpty()) {
            Whole.writePrivate(file, value);
        }
    }

    /** For its owner alone. */
    private static Path folder(Path path) throws IOException {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        return path;
    }

    private static Set<String> names(NodeConfig node) {
        Stream<String> references = node.references().values().stream()
                .map(NodeConfig.Reference::secret)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
        return Stream.concat(node.secrets().stream(), references).collect(Collectors.toCollection(TreeSet::new));
    }

    /** For people who log in: where the chain is, and the node's own programs by name. */
    private void profile(Map<String, InstalledService> installed) throws IOException {
        List<String> folders = installed.values().stream()
                .filter(service -> service.engine() == null)
                .map(service -> Path.of(service.program()).toAbsolutePath().getParent())
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .distinct()
                .toList();
        Whole.write(
                place.profile(),
                "# Made by muster agent prepare at each start of the machine.\nexport CHAIN_DATA=" + place.mount()
                        + "\n"
                        + (folders.isEmpty() ? "" : "export PATH=\"$PATH:" + String.join(":", folders) + "\"\n"));
    }
}
