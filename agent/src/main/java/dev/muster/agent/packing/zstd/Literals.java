package dev.muster.agent.packing.zstd;

/**
 * The head of a block's literals. From "Literals_Section_Header" and "Huffman Tree header" of github.com/facebook/zstd
 * doc/zstd_compression_format.md, version 0.4.3, read 2026-11-29.
 *
 * @param head bytes of the head
 * @param tree bytes of the Huffman tree behind the head; 0 if none is there
 * @param packed bytes of all behind the head
 * @param unpacked bytes that come from them
 */
record Literals(int head, int tree, int packed, int unpacked) {
    /** Bytes of the longest head and the longest tree. */
    static final int MOST = 5 + 128;

    private static final int RAW = 0;
    private static final int ONE_BYTE = 1;
    private static final int WITH_TREE = 2;

    /** @param length bytes that are there, {@link #MOST} if the block has as many */
    static Literals read(byte[] from, int length) throws UnreadableException {
        UnreadableException.unless(length > 0, "a packed block without bytes");
        int type = from[0] & 3;
        return type == RAW || type == ONE_BYTE ? plain(from, length, type) : packed(from, length, type);
    }

    private static Literals plain(byte[] from, int length, int type) throws UnreadableException {
        int format = (from[0] >> 2) & 3;
        int head = format == 1 ? 2 : format == 3 ? 3 : 1;
        UnreadableException.unless(head <= length, "the head of literals is cut");
        int unpacked = (int) (Bytes.number(from, 0, head) >> (head == 1 ? 3 : 4));
        return new Literals(head, 0, type == RAW ? unpacked : 1, unpacked);
    }

    private static Literals packed(byte[] from, int length, int type) throws UnreadableException {
        int format = (from[0] >> 2) & 3;
        int head = format < 2 ? 3 : format + 2;
        int bits = format < 2 ? 10 : format == 2 ? 14 : 18;
        UnreadableException.unless(head < length, "the head of literals is cut");
        long number = Bytes.number(from, 0, head) >> 4;
        int mask = (1 << bits) - 1;
        int packed = (int) (number >> bits) & mask;
        int tree = type == WITH_TREE ? treeSize(from[head]) : 0;
        UnreadableException.unless(tree <= packed && head + tree <= length, "a Huffman tree is cut");
        return new Literals(head, tree, packed, (int) number & mask);
    }

    /** Bytes of a tree that begins with this one: so many are said, or half a byte for each weight, of which some are said. */
    static int treeSize(byte first) {
        int said = first & 0xff;
        return 1 + (said < 128 ? said : (said - 127 + 1) / 2);
    }

    /** Where the sequences begin. */
    int end() {
        return head + packed;
    }
}
