package dev.muster.agent.volume;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** File systems that a volume may have. New ones are made as XFS: it grows while mounted, and so do its tools. */
public enum FileSystem {
    /** What new volumes get. */
    XFS,
    /** What a snapshot made elsewhere may bring. */
    EXT4;

    /** As blkid and mount write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FileSystem> of(String type) {
        return Arrays.stream(values()).filter(each -> each.word().equals(type)).findFirst();
    }
}
