package dev.muster.agent.packing;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Packed streams and marks that are not as they were. */
public final class Broken {
    /** Opens a stream. */
    @FunctionalInterface
    public interface Opening {
        MarkedStream open() throws IOException;
    }

    private Broken() {}

    /** Other bits in a few places from there on. */
    public static byte[] flipped(byte[] packed, int from, Random random) {
        byte[] broken = packed.clone();
        for (int i = random.nextInt(3); i >= 0 && from < broken.length; i--) {
            int at = from
                    + random.nextInt(random.nextBoolean() ? broken.length - from : Math.min(30, broken.length - from));
            broken[at] ^= (byte) (1 << random.nextInt(8));
        }
        return broken;
    }

    /** Asserts that it ends in an error, or that what was broken is nothing that matters. */
    public static void fails(Opening opening, byte[] original, long from, Random random) {
        byte[] all;
        try (MarkedStream stream = opening.open()) {
            if (random.nextBoolean()) {
                stream.ask();
            }
            all = stream.readAllBytes();
        } catch (IOException e) {
            return;
        }
        if (!Arrays.equals(all, 0, all.length, original, (int) from, original.length)) {
            throw new AssertionError("wrong bytes and no error");
        }
    }

    /** Marks that are like this one, but wrong. */
    public static List<Mark> variants(Mark mark, Random random) {
        byte[] state = mark.state();
        byte[] flipped = state.clone();
        flipped[random.nextInt(state.length)] ^= (byte) (1 << random.nextInt(8));
        return List.of(
                new Mark(mark.packed(), mark.unpacked(), flipped),
                new Mark(mark.packed(), mark.unpacked(), Arrays.copyOf(state, random.nextInt(state.length))),
                new Mark(mark.packed(), mark.unpacked(), Arrays.copyOf(state, state.length + 1 + random.nextInt(9))),
                new Mark(mark.packed() + 1, mark.unpacked(), state),
                new Mark(mark.packed(), mark.unpacked() - 1, state));
    }
}
