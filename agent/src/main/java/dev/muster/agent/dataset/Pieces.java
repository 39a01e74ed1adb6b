package dev.muster.agent.dataset;

import java.util.OptionalLong;

/**
 * How a file is divided.
 *
 * @param total bytes of the file; empty: not known, pieces come until one is short
 * @param size bytes of a piece, but for the last
 */
record Pieces(OptionalLong total, int size) {
    /** Whether there is a piece of this number. */
    boolean has(long number) {
        return total.isEmpty() || number * size < total.getAsLong();
    }

    long start(long number) {
        return number * size;
    }

    /** Number of the piece in which that byte is. */
    long numberAt(long at) {
        return at / size;
    }

    /** Where the piece in which that byte is begins. */
    long startOf(long at) {
        return start(numberAt(at));
    }

    /** Where it ends; empty if that is not known. */
    OptionalLong end(long number) {
        return total.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.min(total.getAsLong(), (number + 1) * size));
    }

    int length(long number) {
        return total.isEmpty() ? size : (int) (end(number).getAsLong() - start(number));
    }
}
