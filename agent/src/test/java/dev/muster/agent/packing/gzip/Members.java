package dev.muster.agent.packing.gzip;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Packs members of gzip in all the ways that Java's deflate knows. */
final class Members {
    private static final int[] STRATEGIES = {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY};
    private static final int[] FLUSHES = {Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH};
    private static final int LEVELS = 10;
    private static final int[] FLAGS = IntStream.range(0, 1 << 5).toArray();
    private static final int[] CHECKED = {2, 3};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Random random;

    Members(Random random) {
        this.random = random;
    }

    /** All of it, in members of chance lengths. */
    static byte[] pack(byte[] bytes, Random random) {
        return pack(bytes, random, FLAGS);
    }

    /**
     * The same, of members whose headers have a checksum and nothing of any length: else another length of a header, for which
     * gzip has no check, can skip members so that nobody knows.
     */
    static byte[] packChecked(byte[] bytes, Random random) {
        return pack(bytes, random, CHECKED);
    }

    private static byte[] pack(byte[] bytes, Random random, int[] flags) {
        Members members = new Members(random);
        int most = random.nextInt(3) == 0 ? 1 + bytes.length : 1 + bytes.length / (1 + random.nextInt(30));
        int at = 0;
        do {
            int count = Math.min(bytes.length - at, 1 + random.nextInt(most));
            members.add(bytes, at, count, flags[random.nextInt(flags.length)]);
            at += count;
        } while (at < bytes.length);
        return members.out.toByteArray();
    }

    /** One member. */
    static byte[] pack(byte[] bytes, int level, int strategy) {
        Members members = new Members(new Random(0));
        members.header(0);
        members.deflate(bytes, 0, bytes.length, level, strategy, 1);
        members.trailer(bytes, 0, bytes.length);
        return members.out.toByteArray();
    }

    /** One member of nothing, with these flags of the header. */
    static byte[] empty(int flags) {
        Members members = new Members(new Random(flags));
        members.add(new byte[0], 0, 0, flags);
        return members.out.toByteArray();
    }

    /**
     * One member: so many bytes as they are, and a block of one reference to the first 258 of them, as RFC 1951, section 3.2.6,
     * writes it.
     */
    static byte[] storedThenReferred(byte[] bytes, int length) {
        Members members = new Members(new Random(0));
        members.header(0);
        members.number(0, 1);
        members.number(length, 2);
        members.number(~length, 2);
        members.out.write(bytes, 0, length);
        // The last block, fixed codes, length 258, distance: code and what is added; end of block. Codes: first bit
        // first.
        members.bits("1" + "10" + "11000101" + distance(length) + "0000000");
        members.trailer(bytes, 0, bytes.length);
        return members.out.toByteArray();
    }

    /** Two codes for each power of two; what is added to them begins with its least bit. */
    private static String distance(int distance) {
        int added = Integer.SIZE - Integer.numberOfLeadingZeros(distance - 1) - 2;
        int code = 2 * added + ((distance - 1) >>> added);
        StringBuilder bits =
                new StringBuilder(Integer.toBinaryString((1 << 5) | code).substring(1));
        for (int i = 0; i < added; i++) {
            bits.append(((distance - 1) >>> i) & 1);
        }
        return bits.toString();
    }

    private void bits(String bits) {
        for (int at = 0; at < bits.length(); at += 8) {
            String eight = bits.substring(at, Math.min(at + 8, bits.length()));
            out.write(Integer.parseInt(new StringBuilder(eight).reverse().toString(), 2));
        }
    }

    private void add(byte[] bytes, int offset, int count, int flags) {
        header(flags);
        int strategy = STRATEGIES[random.nextInt(STRATEGIES.length)];
        int parts = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 1;
        deflate(bytes, offset, count, random.nextInt(LEVELS), strategy, parts);
        trailer(bytes, offset, count);
    }

    private void header(int flags) {
        int from = out.size();
        out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, 4, 0, 3});
        if ((flags & 4) != 0) {
            int extra = random.nextInt(700);
            out.writeBytes(new byte[] {(byte) extra, (byte) (extra >> 8)});
            out.writeBytes(new byte[extra]);
        }
        for (int text = 8; text <= 16; text *= 2) {
            if ((flags & text) != 0) {
                out.writeBytes("text"
                        .repeat(random.nextInt(40))
                        .concat("\0")
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        if ((flags & 2) != 0) {
            CRC32 crc = new CRC32();
            crc.update(out.toByteArray(), from, out.size() - from);
            number((int) crc.getValue(), 2);
        }
    }

    private void deflate(byte[] bytes, int offset, int count, int level, int strategy, int parts) {
        byte[] buffer = new byte[1 << 12];
        try (Deflater deflater = new Deflater(level, true)) {
            deflater.setStrategy(strategy);
            for (int part = 0; part < parts; part++) {
                int from = (int) ((long) count * part / parts);
                int to = (int) ((long) count * (part + 1) / parts);
                deflater.setInput(bytes, offset + from, to - from);
                if (part == parts - 1) {
                    deflater.finish();
                }
                int flush = FLUSHES[random.nextInt(FLUSHES.length)];
                int got;
                do {
                    got = deflater.deflate(buffer, 0, buffer.length, flush);
                    out.write(buffer, 0, got);
                } while (got == buffer.length || (!deflater.needsInput() && !deflater.finished()));
            }
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
    }

    private void trailer(byte[] bytes, int offset, int count) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, count);
        number((int) crc.getValue(), 4);
        number(count, 4);
    }

    private void number(int number, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write(number >>> (8 * i));
        }
    }
}
