package dev.muster.aws.synth;

import dev.muster.core.value.Region;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a node reads from the bucket when it boots: its configuration, the blueprint, the next part of the boot. */
@FunctionalInterface
public interface NodeFiles {
    /** No files. */
    NodeFiles NONE = (region, slot) -> new TreeMap<>();

    /**
     * The files of a slot by path.
     *
     * @param slot the slot's word: a number, or {@code fleet}
     */
    SortedMap<String, byte[]> of(Region region, String slot);

    /** The program that all of them run; empty without one, and then nothing boots. */
    default Optional<Program> program() {
        return Optional.empty();
    }
}
