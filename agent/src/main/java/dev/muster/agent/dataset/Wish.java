package dev.muster.agent.dataset;

import dev.muster.agent.archive.ArchiveKind;
import dev.muster.agent.fetch.Checksum;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.ByteSize;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A dataset that a node shall start from.
 *
 * @param name the blueprint's
 * @param checksum of the archive; empty: none is published
 * @param to folder of the volume that gets it
 * @param needs free space that must be there before anything is fetched
 */
public record Wish(String name, URI from, Optional<Checksum> checksum, Path to, ByteSize needs) {
    /** How the archive is added up, whether or not there is something to compare with. */
    Checksum.Algorithm algorithm() {
        return checksum.map(Checksum::algorithm).orElse(Checksum.Algorithm.SHA256);
    }

    /**
     * How it is packed.
     *
     * @throws MusterException if it is no packed tar by its name
     */
    ArchiveKind kind() {
        String path = from.getPath();
        return ArchiveKind.ofName(path.substring(path.lastIndexOf('/') + 1))
                .filter(kind -> kind != ArchiveKind.BARE && kind != ArchiveKind.ZIP)
                .orElseThrow(() -> MusterException.invalid(
                        from + " is no packed tar by its name", "tar.gz, tar.xz and tar.zst can be restored"));
    }
}
