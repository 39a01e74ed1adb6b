package dev.muster.agent.archive;

import dev.muster.agent.packing.Mark;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How far a tar is unpacked: what another run, in whose folder is what was written up to here, needs to go on.
 *
 * @param mark where in the packed stream
 * @param before what was made before the entry in whose midst that is
 * @param header of that entry, as far as it comes before the mark
 * @param content bytes between that header and the mark; empty: the mark is in the header
 */
@SuppressWarnings("ArrayRecordComponent") // Written and read as it is; never compared.
public record Place(Mark mark, Made before, byte[] header, OptionalLong content) {
    /**
     * What was made.
     *
     * @param entries files, folders and links
     * @param bytes of files
     * @param links symbolic ones, which are made at the end: target by path below the folder, in their order
     */
    public record Made(int entries, long bytes, Map<String, String> links) {}
}
