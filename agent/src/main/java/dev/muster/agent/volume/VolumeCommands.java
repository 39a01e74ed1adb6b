package dev.muster.agent.volume;

import dev.muster.agent.command.Command;
import java.nio.file.Path;
import java.time.Duration;

/** What is run on volumes, as data. */
final class VolumeCommands {
    /** Making a file system of terabytes, or replaying its log after a power cut, takes its time. */
    private static final Duration LONG = Duration.ofMinutes(30);

    /** No device files and no set-user-id from a disk that others may have written to. */
    private static final String OPTIONS = "noatime,nodev,nosuid";

    private VolumeCommands() {}

    /** Looks at the disk itself, past blkid's cache. */
    static Command probe(Disk disk) {
        return Command.of("blkid", "-p", "-o", "export", disk.device().toString());
    }

    /**
     * Makes a file system. Never with {@code -f}: without it "mkfs.xfs will not write to the device if it suspects that
     * there is a filesystem or partition table", mkfs.xfs(8) of xfsprogs 6.1.0 (2026-11-22): a second opinion.
     */
    static Command format(Disk disk) {
        return Command.of("mkfs.xfs", "-q", disk.device().toString()).within(LONG);
    }

    static Command mountByUuid(Verdict.Holds holds, Path at) {
        return mount("UUID=" + holds.uuid(), holds.type(), at);
    }

    /** For a machine that has two disks with one UUID, a volume and its own copy. */
    static Command mountByDevice(Disk disk, Verdict.Holds holds, Path at) {
        return mount(disk.device().toString(), holds.type(), at);
    }

    private static Command mount(String source, FileSystem type, Path at) {
        return Command.of("mount", "-t", type.word(), "-o", OPTIONS, source, at.toString())
                .within(LONG);
    }

    /** Grows to the disk's size while mounted; does nothing if it has it. */
    static Command grow(FileSystem type, Disk disk, Path at) {
        return switch (type) {
            case XFS -> Command.of("xfs_growfs", "-d", at.toString()).within(LONG);
            case EXT4 -> Command.of("resize2fs", disk.device().toString()).within(LONG);
        };
    }

    static Command sync(Path at) {
        return Command.of("sync", "--file-system", at.toString()).within(LONG);
    }

    static Command unmount(Path at) {
        return Command.of("umount", at.toString()).within(LONG);
    }
}
