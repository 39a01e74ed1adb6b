package dev.muster.agent.packing.gzip;

import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** What Java and libz tell each other: {@code z_stream} of zlib.h (1.3.1.1, 2026-11-29), as C lays it out with 64 bits. */
final class ZStream {
    private static final ValueLayout POINTER = ValueLayout.ADDRESS;
    private static final ValueLayout NUMBER = ValueLayout.JAVA_INT;
    private static final ValueLayout LONG = ValueLayout.JAVA_LONG;
    private static final MemoryLayout GAP = MemoryLayout.paddingLayout(Integer.BYTES);

    static final StructLayout LAYOUT = MemoryLayout.structLayout(
            POINTER.withName("next_in"),
            NUMBER.withName("avail_in"),
            GAP,
            LONG.withName("total_in"),
            POINTER.withName("next_out"),
            NUMBER.withName("avail_out"),
            GAP,
            LONG.withName("total_out"),
            POINTER.withName("msg"),
            POINTER.withName("state"),
            POINTER.withName("zalloc"),
            POINTER.withName("zfree"),
            POINTER.withName("opaque"),
            NUMBER.withName("data_type"),
            GAP,
            LONG.withName("adler"),
            LONG.withName("reserved"));

    private static final long NEXT_IN = at("next_in");
    private static final long AVAIL_IN = at("avail_in");
    private static final long NEXT_OUT = at("next_out");
    private static final long AVAIL_OUT = at("avail_out");
    private static final long MSG = at("msg");
    private static final long DATA_TYPE = at("data_type");
    /** Bytes of the longest message that is read; zlib's own are shorter. */
    private static final int MESSAGE = 256;

    private ZStream() {}

    private static long at(String name) {
        return LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement(name));
    }

    /** Whether this machine's C has pointers and longs of 64 bits. */
    static boolean fits() {
        MemoryLayout cLong = Linker.nativeLinker().canonicalLayouts().get("long");
        return ValueLayout.ADDRESS.byteSize() == Long.BYTES && cLong != null && cLong.byteSize() == Long.BYTES;
    }

    static void in(MemorySegment stream, MemorySegment bytes) {
        stream.set(ValueLayout.ADDRESS, NEXT_IN, bytes);
        stream.set(ValueLayout.JAVA_INT, AVAIL_IN, Math.toIntExact(bytes.byteSize()));
    }

    static void out(MemorySegment stream, MemorySegment bytes, int count) {
        stream.set(ValueLayout.ADDRESS, NEXT_OUT, bytes);
        stream.set(ValueLayout.JAVA_INT, AVAIL_OUT, count);
    }

    /** Bytes that were not taken. */
    static int availableIn(MemorySegment stream) {
        return stream.get(ValueLayout.JAVA_INT, AVAIL_IN);
    }

    /** Bytes that were not written. */
    static int availableOut(MemorySegment stream) {
        return stream.get(ValueLayout.JAVA_INT, AVAIL_OUT);
    }

    static int dataType(MemorySegment stream) {
        return stream.get(ValueLayout.JAVA_INT, DATA_TYPE);
    }

    /** What libz says of an error; empty if it says nothing. */
    @SuppressWarnings("restricted")
    static String message(MemorySegment stream) {
        MemorySegment message = stream.get(ValueLayout.ADDRESS, MSG);
        return message.equals(MemorySegment.NULL)
                ? ""
                : message.reinterpret(MESSAGE).getString(0);
    }
}
