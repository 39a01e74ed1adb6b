package dev.muster.agent.volume;

import dev.muster.core.value.ByteSize;
import java.nio.file.Path;
import java.util.TreeMap;

/** What to do with a volume. Pure: the same look gives the same verdict, and only {@link Blank} lets anyone format. */
public sealed interface Verdict {
    /** mkfs.xfs 6.1 makes no file system below 300 MB, "Filesystem must be larger than 300MB" (2026-11-22). */
    long SMALLEST = 300L << 20;

    /** Nothing is on it: make a file system. */
    record Blank() implements Verdict {}

    /** It has a file system: mount it. */
    record Holds(FileSystem type, String uuid) implements Verdict {}

    /** It is where it should be. */
    record Mounted() implements Verdict {}

    /** Hands off. */
    record Refused(String what, String advice) implements Verdict {}

    /** Judges a volume that shall be mounted at a place. */
    static Verdict of(VolumeLook look, Path wanted) {
        Disk disk = look.disk();
        if (look.mounts().contains(wanted)) {
            return new Mounted();
        }
        if (!look.mounts().isEmpty()) {
            return new Refused(
                    "it is mounted at " + look.mounts().getFirst() + " instead of " + wanted,
                    "unmount it there: umount " + look.mounts().getFirst());
        }
        if (!disk.holders().isEmpty()) {
            return new Refused(
                    "it is a part of " + String.join(", ", disk.holders()),
                    "stop what uses it, or give another volume");
        }
        if (!disk.parts().isEmpty()) {
            return foreign(disk, "it has partitions: " + String.join(", ", disk.parts()));
        }
        return switch (look.probe()) {
            case Probe.Failed(String why) ->
                new Refused("blkid could not look at it: " + why, "check the disk: dmesg | tail");
            case Probe.Several(String words) -> foreign(disk, "several things seem to be on it at once: " + words);
            case Probe.Found found -> found(disk, found);
            case Probe.Nothing _ -> unknown(look);
        };
    }

    private static Verdict found(Disk disk, Probe.Found found) {
        boolean plain = found.tag("PTTYPE").isEmpty() && found.tag("USAGE").equals("filesystem");
        String uuid = found.tag("UUID");
        return FileSystem.of(found.tag("TYPE"))
                .filter(_ -> plain && !uuid.isEmpty())
                .<Verdict>map(type -> new Holds(type, uuid))
                .orElseGet(() -> foreign(disk, "blkid finds " + new TreeMap<>(found.tags())));
    }

    private static Verdict unknown(VolumeLook look) {
        if (look.data().isPresent()) {
            return foreign(
                    look.disk(),
                    "byte " + look.data().getAsLong() + " is not zero, though blkid knows nothing that is there");
        }
        return look.disk().bytes() < SMALLEST
                ? new Refused(
                        "it has " + new ByteSize(look.disk().bytes()) + ", too little for a file system",
                        "make it at least 1 GiB: aws.volume.size")
                : new Blank();
    }

    private static Refused foreign(Disk disk, String what) {
        return new Refused(
                what + "; it was not touched",
                "If its data matters, take a snapshot and give the slot another volume. If it does not, make an empty"
                        + " file system by hand, which destroys all that is on it: mkfs.xfs -f " + disk.device());
    }
}
