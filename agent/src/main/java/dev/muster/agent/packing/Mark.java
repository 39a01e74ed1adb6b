package dev.muster.agent.packing;

/**
 * A place in a packed stream where unpacking can begin.
 *
 * @param packed bytes of the packed stream that are not needed any more
 * @param unpacked bytes that were given for what comes before it
 * @param state what has to be known of what came before; only who made it can read it. At most {@link #MOST} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Written and read as it is; never compared.
public record Mark(long packed, long unpacked, byte[] state) {
    /** Bytes of a state: two of them are on the disk while one replaces the other. */
    public static final int MOST = 20 << 20;
}
