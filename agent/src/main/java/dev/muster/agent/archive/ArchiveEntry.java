package dev.muster.agent.archive;

/** One entry of an archive, as the archive says; nothing of it is to be trusted. */
sealed interface ArchiveEntry {
    /** As written in the archive. */
    String name();

    /** A file whose content follows. */
    record File(String name, long size, boolean executable) implements ArchiveEntry {}

    /** A folder. */
    record Folder(String name) implements ArchiveEntry {}

    /** A symbolic link; {@code target} as seen from the link. */
    record Link(String name, String target) implements ArchiveEntry {}

    /** A second name of a file that came earlier; {@code target} as seen from the archive's root. */
    record Twin(String name, String target) implements ArchiveEntry {}

    /** What no program needs: devices, pipes, sockets. */
    record Odd(String name) implements ArchiveEntry {}
}
