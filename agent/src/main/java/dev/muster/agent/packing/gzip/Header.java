package dev.muster.agent.packing.gzip;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** What a member begins with: RFC 1952, section 2.3. Nothing of it is needed but where it ends. */
final class Header {
    static final int FIRST = 0x1f;

    private static final int SECOND = 0x8b;
    private static final int DEFLATE = 8;
    private static final int CHECKED = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;
    /** Time, kind of compression, operating system. */
    private static final int UNUSED = 6;

    private final Packed packed;
    private final CRC32 crc = new CRC32();

    private Header(Packed packed) {
        this.packed = packed;
    }

    /** Reads what follows the first byte, which was {@link #FIRST}. */
    static void read(Packed packed) throws IOException {
        new Header(packed).read();
    }

    private void read() throws IOException {
        crc.update(FIRST);
        must(next() == SECOND, "it does not begin as gzip does");
        must(next() == DEFLATE, "it is not packed by deflate");
        int flags = next();
        must((flags & RESERVED) == 0, "it has flags that this program does not know");
        skip(UNUSED);
        if ((flags & EXTRA) != 0) {
            skip(twoBytes());
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & CHECKED) != 0) {
            int expected = (int) crc.getValue() & 0xffff;
            must(twoBytes() == expected, "the header's checksum is wrong");
        }
    }

    private int next() throws IOException {
        int next = packed.need();
        crc.update(next);
        return next;
    }

    private int twoBytes() throws IOException {
        int low = next();
        return low | next() << Byte.SIZE;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // Nobody needs it.
        }
    }

    private void must(boolean holds, String what) throws ZipException {
        if (!holds) {
            throw new ZipException("Broken gzip header before byte " + packed.used() + ": " + what);
        }
    }
}
