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
import dev.muster.core.node.NodeConfig;
import dev.muster.core.problem.MusterException;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.spec.Spec;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

    private final CommandRunner commands;
    private final Disks disks;
    private final Belongings belongings;
    private final Attaching patience;
    private final Place place;
    private final Owner owner;
    private final Steps steps;

    public SlotPreparation(
            CommandRunner commands, Disks disks, Belongings belongings, Attaching patience, Place place, Steps steps) {
        this.commands = commands;
        this.disks = disks;
        this.belongings = belongings;
        this.patience = patience;
        this.place = place;
        this.owner = new Owner(commands, place.user());
        this.steps = steps;
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
        volume(slot, blueprint);
        if (spec.aws().map(AwsSpec::address).orElse(false)) {
            steps.tell("address", belongings.claimAddress() + " leads here");
        }
        secrets(slot, node);
        Map<String, InstalledService> installed = new Software(slot, boot.downloads(), environment)
                .install(blueprint, node, spec.version().isPresent(), step -> {});
        steps.tell("software", Software.words(installed));
        profile(installed);
        identity(blueprint);
        if (!slot.known()) {
            // A new machine starts its node: nobody is there to say so. Later it is as it was left.
            Whole.write(slot.startFile(), "");
        }
        owner.give(slot.path());
        steps.tell("owner", place.user() + " may write what is the node's");
    }

    private void volume(SlotFolder slot, Blueprint blueprint) throws IOException, InterruptedException {
        VolumeId volume = belongings
                .volume()
                .orElseThrow(() -> MusterException.failed(
                        "the slot has no volume of its own", "fleets cannot be prepared by this version of Muster"));
        patience.run(
                volume, belongings.attachment(), disks, Pause.sleeping(), waiting -> steps.tell("volume", waiting));
        VolumeReady ready = new Volumes(commands, disks).prepare(volume, place.mount());
        for (String name : blueprint.volumes().keySet()) {
            Path folder = name.equals(DATA) ? place.mount() : place.mount().resolve(name);
            Files.createDirectories(folder);
            Links.lead(slot.path().resolve(name), folder);
        }
        owner.giveVolume(place.mount());
        steps.tell(
                "volume",
                volume + " is mounted at " + ready.at() + ", " + new ByteSize(ready.bytes())
                        + (ready.formatted() ? ", with a new file system" : ""));
    }

    /** After all else that fills the volume, and before the node makes itself another. */
    private void identity(Blueprint blueprint) throws IOException {
        Optional<IdentityStore> store = blueprint.identity().isEmpty() ? Optional.empty() : belongings.identity();
        if (store.isPresent()) {
            IdentityFiles files = new IdentityFiles(place.mount(), blueprint.identity());
            steps.tell("identity", new PutBack(files, store.get(), owner::give).run());
        }
    }

    private void secrets(SlotFolder slot, NodeConfig node) throws IOException {
        Path secrets = folder(place.secrets(node.deployment()));
        Path etc = folder(place.etc(node.deployment(), node.slot()));
        Set<String> names = names(node);
        for (String name : names) {
            keep(secrets.resolve(name), belongings.secret(name));
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
