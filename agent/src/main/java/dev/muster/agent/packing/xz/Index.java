package dev.muster.agent.packing.xz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.tukaani.xz.CorruptedInputException;

/**
 * What a stream ends with: the sizes of all blocks, and the footer. The .xz File Format 1.2.1, sections 2.1.2 and 4 (read
 * 2026-11-29).
 */
final class Index {
    /** Where a block would have the size of its header, which is never zero. */
    static final int INDICATOR = 0;

    private static final int FOOTER_SIZE = 12;
    private static final byte[] MAGIC = {'Y', 'Z'};
    private static final int ALIGNED = 4;

    private Index() {}

    /** Index and footer of a stream of one block. */
    static byte[] ofOne(Header header, long unpadded, long unpacked) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(INDICATOR);
        SevenBits.write(bytes, 1);
        SevenBits.write(bytes, unpadded);
        SevenBits.write(bytes, unpacked);
        while (bytes.size() % ALIGNED != 0) {
            bytes.write(0);
        }
        bytes.writeBytes(number(crc(bytes.toByteArray())));
        bytes.writeBytes(footer(header, bytes.size()));
        return bytes.toByteArray();
    }

    /**
     * Reads index and footer, after {@link #INDICATOR}.
     *
     * @throws IOException if they are broken, or are not those of this stream and these blocks
     */
    static void read(Packed packed, Header header, Blocks blocks) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(INDICATOR);
        CheckedInputStream checked = new CheckedInputStream(packed, crc);
        long count = SevenBits.read(checked);
        must(count == blocks.count(), "it has other blocks than it says");
        Blocks listed = Blocks.NONE;
        for (long i = 0; i < count; i++) {
            listed = listed.and(SevenBits.read(checked), SevenBits.read(checked));
            must(listed.listed() <= blocks.listed(), "its blocks have other sizes than it says");
        }
        must(listed.isSame(blocks), "its blocks have other sizes than it says");
        long size = 1L + SevenBits.size(count) + blocks.listed();
        for (; size % ALIGNED != 0; size++) {
            int padding = packed.need();
            crc.update(padding);
            must(padding == 0, "its index is broken");
        }
        byte[] rest = new byte[Integer.BYTES + FOOTER_SIZE];
        int expected = (int) crc.getValue();
        packed.need(rest, 0, rest.length);
        must(Arrays.equals(number(expected), Arrays.copyOf(rest, Integer.BYTES)), "its index is broken");
        byte[] footer = Arrays.copyOfRange(rest, Integer.BYTES, rest.length);
        must(Arrays.equals(footer, footer(header, size + Integer.BYTES)), "its footer is broken");
    }

    private static byte[] footer(Header header, long indexSize) {
        byte[] checked = ByteBuffer.allocate(Integer.BYTES + Header.FLAGS_SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) (indexSize / ALIGNED - 1))
                .put(header.flags())
                .array();
        return ByteBuffer.allocate(FOOTER_SIZE)
                .put(number(crc(checked)))
                .put(checked)
                .put(MAGIC)
                .array();
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }

    private static void must(boolean holds, String what) throws CorruptedInputException {
        if (!holds) {
            throw new CorruptedInputException("The xz data is broken: " + what);
        }
    }
}
