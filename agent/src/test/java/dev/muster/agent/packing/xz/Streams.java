package dev.muster.agent.packing.xz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.tukaani.xz.DeltaOptions;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/** Packs streams of xz with Java's packer, whose blocks do not say their sizes. */
final class Streams {
    private static final int[] CHECKS = {XZ.CHECK_NONE, XZ.CHECK_CRC32, XZ.CHECK_CRC64, XZ.CHECK_SHA256};

    private Streams() {}

    /** All of it, in streams and blocks of chance lengths, with a check. */
    static byte[] pack(byte[] bytes, Random random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int most = 1 + bytes.length / (1 + random.nextInt(4));
        int at = 0;
        do {
            int count = Math.min(bytes.length - at, 1 + random.nextInt(most));
            add(out, bytes, at, count, 1 + random.nextInt(CHECKS.length - 1), random);
            at += count;
            out.writeBytes(new byte[4 * Math.max(0, random.nextInt(9) - 5)]);
        } while (at < bytes.length);
        return out.toByteArray();
    }

    /** One stream with any check, or none. */
    static byte[] one(byte[] bytes, Random random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        add(out, bytes, 0, bytes.length, random.nextInt(CHECKS.length), random);
        return out.toByteArray();
    }

    private static void add(ByteArrayOutputStream out, byte[] bytes, int offset, int count, int check, Random random)
            throws IOException {
        // Closing would close what follows, too.
        XZOutputStream packer = new XZOutputStream(out, filters(random), CHECKS[check]);
        int most = 1 + count / (1 + random.nextInt(9));
        for (int at = 0; at < count; ) {
            int part = Math.min(count - at, 1 + random.nextInt(most));
            packer.write(bytes, offset + at, part);
            packer.endBlock();
            at += part;
        }
        packer.finish();
    }

    private static FilterOptions[] filters(Random random) throws IOException {
        LZMA2Options lzma2 = new LZMA2Options(random.nextInt(2));
        lzma2.setDictSize(1 << (12 + random.nextInt(6)));
        return switch (random.nextInt(4)) {
            case 0 -> new FilterOptions[] {new X86Options(), lzma2};
            case 1 -> new FilterOptions[] {new DeltaOptions(1 + random.nextInt(9)), lzma2};
            default -> new FilterOptions[] {lzma2};
        };
    }
}
