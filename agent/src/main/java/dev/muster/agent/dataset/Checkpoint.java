package dev.muster.agent.dataset;

import dev.muster.agent.archive.Place;
import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.fetch.RemoteFile;

/**
 * How far a restore is: all that the next run needs to go on, if this one is killed.
 *
 * @param from address of the archive
 * @param validator what named the state of the file at the server
 * @param total bytes of it
 * @param algorithm of the sum
 * @param sum of the archive's start, up to a piece's end at or before the place's mark
 * @param place of which all that comes before is unpacked and on the disk
 */
record Checkpoint(
        String from, String validator, long total, Checksum.Algorithm algorithm, RunningSum.Part sum, Place place) {
    /** Whether that file is still the one. */
    boolean isOf(RemoteFile file, Checksum.Algorithm asked) {
        return file.divisible()
                && file.from().toString().equals(from)
                && file.validator().equals(validator)
                && file.total().orElse(-1) == total
                && asked == algorithm;
    }

    /** Whether that sum can be gone on with there, by what fetches such pieces. */
    boolean fits(Pieces pieces) {
        return sum.bytes() == pieces.startOf(place.mark().packed());
    }

    /** Bytes of files that are there already. */
    long bytes() {
        return place.before().bytes() + place.content().orElse(0);
    }
}
