package dev.muster.agent.packing.xz;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The blocks of a stream so far, or what its index says of them: instead of all their sizes a digest, each of the one before
 * and of a block's sizes. So a stream may have any number of blocks, and what goes on in its midst still compares all with the
 * index.
 *
 * @param count how many there are
 * @param listed bytes that their sizes need in the index
 * @param digest 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Never changed; compared by isSame.
record Blocks(long count, long listed, byte[] digest) {
    static final int DIGEST = 32;
    static final Blocks NONE = new Blocks(0, 0, new byte[DIGEST]);

    /** And one more, of so many bytes without padding and unpacked. */
    Blocks and(long unpadded, long unpacked) {
        MessageDigest next = sha256();
        next.update(digest);
        next.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(unpadded)
                .putLong(unpacked)
                .flip());
        return new Blocks(count + 1, listed + SevenBits.size(unpadded) + SevenBits.size(unpacked), next.digest());
    }

    boolean isSame(Blocks other) {
        return count == other.count && listed == other.listed && Arrays.equals(digest, other.digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
