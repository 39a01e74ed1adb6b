package dev.muster.agent.packing.xz;

import org.tukaani.xz.CorruptedInputException;

/**
 * A piece of LZMA2, of which all blocks consist: lzma2_decoder.c of xz at its commit 28a66a3d (2026-11-29).
 *
 * @param packed its bytes but for its header
 * @param unpacked bytes that come out
 */
record Chunk(int packed, int unpacked) {
    /** Told by the first byte. */
    enum Kind {
        /** No chunk follows. */
        END(1),
        STORED(3),
        PACKED(5),
        /** With one byte of properties. */
        PACKED_ANEW(6);

        private static final int STORED_MOST = 0x02;
        private static final int PACKED_LEAST = 0x80;
        private static final int ANEW_LEAST = 0xc0;

        private final int headerSize;

        Kind(int headerSize) {
            this.headerSize = headerSize;
        }

        static Kind of(int control) throws CorruptedInputException {
            if (control > STORED_MOST && control < PACKED_LEAST) {
                throw new CorruptedInputException("The xz data is broken: there is no chunk where one must be");
            }
            if (control >= PACKED_LEAST) {
                return control >= ANEW_LEAST ? PACKED_ANEW : PACKED;
            }
            return control == 0 ? END : STORED;
        }

        int headerSize() {
            return headerSize;
        }

        /** @param header of {@link #headerSize} bytes; of all kinds but {@link #END} */
        Chunk read(byte[] header) {
            int second = twoBytes(header, 1) + 1;
            return this == STORED
                    ? new Chunk(second, second)
                    : new Chunk(twoBytes(header, 3) + 1, ((header[0] & 0x1f) << 16) + second);
        }

        private static int twoBytes(byte[] bytes, int at) {
            return (bytes[at] & 0xff) << Byte.SIZE | (bytes[at + 1] & 0xff);
        }
    }
}
