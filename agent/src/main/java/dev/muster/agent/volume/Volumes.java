package dev.muster.agent.volume;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.command.Outcome;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Makes a slot's volume usable. Looks, lets {@link Verdict} decide, and does that; as often as one likes. */
public final class Volumes {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    private final CommandRunner commands;
    private final Disks disks;
    private final Mounts mounts = new Mounts(MOUNTS);

    /** @param disks where volumes are looked for */
    public Volumes(CommandRunner commands, Disks disks) {
        this.commands = commands;
        this.disks = disks;
    }

    /**
     * Finds the volume, makes a file system if nothing at all is on it, mounts it, and grows it to the disk's size.
     *
     * @param at absolute; where it shall be mounted
     * @throws MusterException if it is not there, or has on it what is not to be touched
     */
    public VolumeReady prepare(VolumeId volume, Path at) throws IOException {
        Disk disk = find(volume);
        VolumeLook look = look(disk);
        return switch (Verdict.of(look, at)) {
            case Verdict.Refused(String what, String advice) -> throw refused(volume, disk, what, advice);
            case Verdict.Mounted _ -> ready(volume, disk, holds(volume, disk), at, false);
            case Verdict.Holds holds -> {
                mount(volume, disk, holds, at);
                yield ready(volume, disk, holds, at, false);
            }
            case Verdict.Blank _ -> {
                checkPoint(at);
                run(volume, VolumeCommands.format(disk));
                Verdict.Holds holds = holds(volume, disk);
                mount(volume, disk, holds, at);
                yield ready(volume, disk, holds, at, true);
            }
        };
    }

    private Disk find(VolumeId volume) throws IOException {
        List<Disk> found = disks.of(volume);
        if (found.size() == 1) {
            return found.getFirst();
        }
        String there = String.join(
                ", ",
                disks.list().stream()
                        .filter(disk -> !disk.serial().isEmpty())
                        .map(disk -> disk.name() + " is " + disk.serial())
                        .toList());
        throw MusterException.failed(
                (found.isEmpty()
                                ? "volume " + volume + " is not attached"
                                : found.size() + " disks say they are " + volume)
                        + (there.isEmpty() ? "; no disk here tells its serial number" : "; " + there),
                "aws ec2 describe-volumes --volume-ids " + volume + " says where it is");
    }

    /** Bytes are read only where blkid knows nothing: a volume in use need not wait for that at each start. */
    private VolumeLook look(Disk disk) throws IOException {
        Probe probe = Probe.read(commands.run(VolumeCommands.probe(disk)));
        OptionalLong data =
                probe instanceof Probe.Nothing ? Samples.data(disk.device(), disk.bytes()) : OptionalLong.empty();
        return new VolumeLook(disk, mounts.of(disk.number()), probe, data);
    }

    private Verdict.Holds holds(VolumeId volume, Disk disk) {
        Probe probe = Probe.read(commands.run(VolumeCommands.probe(disk)));
        VolumeLook look = new VolumeLook(disk, List.of(), probe, OptionalLong.of(0));
        if (Verdict.of(look, Path.of("/")) instanceof Verdict.Holds holds) {
            return holds;
        }
        throw refused(volume, disk, "it has no file system though it should", "check the disk: dmesg | tail");
    }

    private void mount(VolumeId volume, Disk disk, Verdict.Holds holds, Path at) throws IOException {
        checkPoint(at);
        // The system may not know yet which disk has a UUID that is seconds old.
        if (isCopied(disk, holds)
                || !commands.run(VolumeCommands.mountByUuid(holds, at)).ok()) {
            run(volume, VolumeCommands.mountByDevice(disk, holds, at));
        }
        if (!isMounted(disk, at)) {
            run(volume, VolumeCommands.unmount(at));
            throw refused(volume, disk, "another disk was mounted in its place", "detach the copy of this volume");
        }
    }

    /** Asked first: mounting a copy by mistake would write to it, if only to its log. */
    private boolean isCopied(Disk disk, Verdict.Holds holds) throws IOException {
        return disks.list().stream()
                .filter(other -> !other.number().equals(disk.number()))
                .map(other -> Probe.read(commands.run(VolumeCommands.probe(other))))
                .anyMatch(probe ->
                        probe instanceof Probe.Found found && found.tag("UUID").equals(holds.uuid()));
    }

    private boolean isMounted(Disk disk, Path at) throws IOException {
        List<String> there = mounts.at(at);
        return !there.isEmpty() && there.getLast().equals(disk.number());
    }

    /** What lies in the folder would be hidden, and was perhaps written by a node that missed its volume. */
    private void checkPoint(Path at) throws IOException {
        if (!mounts.at(at).isEmpty()) {
            throw MusterException.failed("another file system is mounted at " + at, "unmount it: umount " + at);
        }
        Files.createDirectories(at);
        try (Stream<Path> children = Files.list(at)) {
            List<String> names = children.map(child -> String.valueOf(child.getFileName()))
                    .limit(5)
                    .toList();
            if (!names.isEmpty()) {
                throw MusterException.failed(
                        at + " is to be mounted over and is not empty: " + String.join(", ", names),
                        "move what is in it elsewhere");
            }
        }
    }

    private VolumeReady ready(VolumeId volume, Disk disk, Verdict.Holds holds, Path at, boolean formatted)
            throws IOException {
        long before = Files.getFileStore(at).getTotalSpace();
        run(volume, VolumeCommands.grow(holds.type(), disk, at));
        long after = Files.getFileStore(at).getTotalSpace();
        return new VolumeReady(volume, holds.uuid(), at, formatted, after, after - before);
    }

    private void run(VolumeId volume, Command command) {
        Outcome outcome = commands.run(command);
        if (!outcome.ok()) {
            throw MusterException.failed(
                    "volume " + volume + ": \"" + String.join(" ", command.argv()) + "\" failed, " + outcome.failure(),
                    "Nothing on it was overwritten. What the kernel says of it: dmesg | tail");
        }
    }

    private static MusterException refused(VolumeId volume, Disk disk, String what, String advice) {
        return MusterException.failed("volume " + volume + " (" + disk.device() + ") is not used: " + what, advice);
    }
}
