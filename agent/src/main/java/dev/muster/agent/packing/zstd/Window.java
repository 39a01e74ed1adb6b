package dev.muster.agent.packing.zstd;

/** The last bytes that were given, as many as a frame's blocks may refer to. */
final class Window {
    private final byte[] bytes;
    private int at;
    private boolean full;

    /** @param size more than 0 */
    Window(int size) {
        bytes = new byte[size];
    }

    void add(byte[] from, int offset, int length) {
        int last = Math.min(length, bytes.length);
        int first = offset + length - last;
        int part = Math.min(last, bytes.length - at);
        System.arraycopy(from, first, bytes, at, part);
        System.arraycopy(from, first + part, bytes, 0, last - part);
        full |= at + last >= bytes.length;
        at = (at + last) % bytes.length;
    }

    boolean full() {
        return full;
    }

    int size() {
        return bytes.length;
    }

    /** Copies all of a full window, the oldest byte first. */
    void copy(byte[] into, int offset) {
        System.arraycopy(bytes, at, into, offset, bytes.length - at);
        System.arraycopy(bytes, 0, into, offset + bytes.length - at, at);
    }
}
