package dev.muster.agent.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Processes that are killed, one after the other, and those that go on at the marks that they left. */
public final class Relay {
    private final Format format;
    private final byte[] packed;
    private final byte[] original;
    private final Random random;
    private final List<Mark> marks = new ArrayList<>();

    public Relay(Format format, byte[] packed, byte[] original, Random random) {
        this.format = format;
        this.packed = packed;
        this.original = original;
        this.random = random;
    }

    /** Unpacks all with a new stream at each mark but those that chance leaves out. Gives all marks. */
    public List<Mark> run() throws IOException {
        return run(Integer.MAX_VALUE);
    }

    /** Does so until there are that many marks. */
    public List<Mark> run(int most) throws IOException {
        Optional<Mark> next = leg(format.open(new Trickle(packed, 0, random)), 0);
        while (next.isPresent() && marks.size() < most) {
            Mark mark = next.orElseThrow();
            next = leg(format.open(packed, mark, random), Math.toIntExact(mark.unpacked()));
        }
        return marks;
    }

    /** Reads from there until a mark is taken at which another is to go on, or to the end. */
    private Optional<Mark> leg(MarkedStream stream, int from) throws IOException {
        try (stream) {
            int at = from;
            byte[] buffer = new byte[1 + random.nextInt(random.nextBoolean() ? 200_000 : 5_000)];
            for (boolean end = false; !end; ) {
                if (random.nextInt(3) == 0) {
                    stream.ask();
                }
                int count = stream.read(buffer, 0, 1 + random.nextInt(buffer.length));
                end = count < 0;
                at += Math.max(count, 0);
                same(buffer, Math.max(count, 0), at);
                Optional<Mark> mark = stream.take();
                if (mark.isPresent() && isGood(mark.orElseThrow(), at) && random.nextInt(4) > 0) {
                    return mark;
                }
            }
            assertThat(at).isEqualTo(original.length);
            assertThat(stream.read(buffer, 0, 1)).isEqualTo(-1);
            return Optional.empty();
        }
    }

    private boolean isGood(Mark mark, int at) {
        assertThat(mark.unpacked()).isLessThanOrEqualTo(at);
        assertThat(mark.packed()).isBetween(1L, (long) packed.length);
        assertThat(mark.state().length).isLessThanOrEqualTo(Mark.MOST);
        // One that gets nowhere would go on for ever.
        boolean isNew = marks.isEmpty() || marks.getLast().packed() < mark.packed();
        marks.add(mark);
        return isNew;
    }

    private void same(byte[] buffer, int count, int at) {
        if (!Arrays.equals(buffer, 0, count, original, at - count, Math.min(at, original.length))) {
            throw new AssertionError("wrong bytes after mark "
                    + (marks.isEmpty()
                            ? "none"
                            : marks.getLast().packed() + " " + marks.getLast().unpacked() + " "
                                    + java.util.HexFormat.of()
                                            .formatHex(
                                                    marks.getLast().state(),
                                                    0,
                                                    Math.min(40, marks.getLast().state().length)))
                    + " between " + (at - count) + " and " + at + " of " + original.length);
        }
    }

    /** Unpacks all that follows a mark. */
    public void tail(Mark mark) throws IOException {
        try (MarkedStream stream = format.open(packed, mark, random)) {
            byte[] rest = stream.readAllBytes();
            int from = Math.toIntExact(mark.unpacked());
            assertThat(Arrays.equals(rest, 0, rest.length, original, from, original.length))
                    .as("all from %s on", from)
                    .isTrue();
        }
    }
}
