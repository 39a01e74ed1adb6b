package dev.muster.agent.packing.gzip;

import java.util.zip.CRC32;

/**
 * CRC-32 that goes on from any value. Java's is ten times as fast as libz's, for it has the processor's instruction, but
 * always begins at zero. Four bytes bring it from there to any value: those that make its register what it is to be, found
 * by running the register backwards.
 */
final class Crc {
    /** The polynomial of RFC 1952, section 8, least bit last. */
    private static final int POLYNOMIAL = 0xedb88320;

    private Crc() {}

    /** One whose value is this, and that goes on from it. */
    static CRC32 at(int value) {
        int register = ~value;
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            register = register < 0 ? (register ^ POLYNOMIAL) << 1 | 1 : register << 1;
        }
        // Before the four bytes all bits of the register are set.
        int bytes = ~register;
        CRC32 crc = new CRC32();
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            crc.update(bytes >>> shift);
        }
        return crc;
    }
}
