package dev.muster.agent.archive;

import dev.muster.core.value.ByteSize;

/**
 * What an archive may grow to.
 *
 * @param bytes of all its files together
 * @param entries files, folders and links
 */
public record Budget(long bytes, int entries) {
    private static final int ENTRIES = 200_000;
    private static final long RESERVE = 256L << 20;

    /** All of the free space but a reserve for those who share the disk. */
    public static Budget ofFreeSpace(long free) {
        return new Budget(Math.max(0, free - RESERVE), ENTRIES);
    }

    void checkBytes(long count) throws UnsafeArchiveException {
        if (count > bytes) {
            throw new UnsafeArchiveException(
                    "it unpacks to more than the " + new ByteSize(bytes) + " there is space for");
        }
    }

    void checkEntries(int count) throws UnsafeArchiveException {
        if (count > entries) {
            throw new UnsafeArchiveException("it has more than " + entries + " entries");
        }
    }
}
