package dev.muster.agent.packing.zstd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.Trickle;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;

/**
 * Unpacks, asks for marks at chance places and goes on from each that it got with another stream, and so on from that one's
 * marks. Red with: two offsets swapped, a wrong rule of offsets without literals, a window that begins one byte late, two
 * tables swapped, a checksum that is not dropped.
 */
final class Trial {
    private final byte[] packed;
    private final byte[] original;
    private final Random chance;
    private final int between;
    private int marksLeft;
    int asked;
    int marked;
    int within;
    long farthest;

    /**
     * @param between asks, bytes of what is given, on average
     * @param marks to go on from, at most
     */
    Trial(byte[] packed, byte[] original, Random chance, int between, int marks) {
        this.packed = packed;
        this.original = original;
        this.chance = chance;
        this.between = between;
        this.marksLeft = marks;
    }

    Trial run() throws IOException {
        try (ZstdMarks stream = ZstdMarks.open(from(0))) {
            follow(stream, 0);
        }
        return this;
    }

    private InputStream from(long at) {
        return new Trickle(packed, (int) at, chance);
    }

    private void follow(ZstdMarks stream, int start) throws IOException {
        byte[] bytes = new byte[1 + chance.nextInt(300_000)];
        int at = start;
        int askedAt = -1;
        int askNext = at + chance.nextInt(between);
        while (true) {
            if (askedAt < 0 && at >= askNext && marksLeft > 0) {
                stream.ask();
                asked++;
                askedAt = at;
            }
            int part = 1 + chance.nextInt(bytes.length);
            int offset = chance.nextInt(bytes.length - part + 1);
            int read = stream.read(bytes, offset, part);
            if (read < 0) {
                break;
            }
            same(bytes, offset, read, at);
            Mark mark = stream.take().orElse(null);
            if (mark != null) {
                assertThat(mark.unpacked()).isBetween((long) askedAt, (long) at);
                farthest = Math.max(farthest, mark.unpacked() - askedAt);
                askedAt = -1;
                askNext = at + chance.nextInt(2 * between);
                goOn(mark);
            }
            at += read;
        }
        assertThat(at).isEqualTo(original.length);
        stream.take().ifPresent(mark -> assertThat(mark.unpacked()).isEqualTo(original.length));
    }

    private void same(byte[] bytes, int offset, int length, int at) {
        int wrong = at + length > original.length
                ? original.length - at
                : Arrays.mismatch(bytes, offset, offset + length, original, at, at + length);
        assertThat(wrong).as("first wrong byte after %s", at).isEqualTo(-1);
    }

    private void goOn(Mark mark) throws IOException {
        marked++;
        within += mark.state().length > 6 ? 1 : 0;
        marksLeft--;
        try (ZstdMarks stream = ZstdMarks.open(from(mark.packed()), mark)) {
            follow(stream, (int) mark.unpacked());
        }
    }
}
