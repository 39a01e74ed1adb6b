package dev.muster.agent.packing.gzip;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * Unpacks deflate by libz, one stream after the other. Its memory is freed when it is closed, by any thread, or when nobody
 * has it any more.
 */
final class RawInflate implements AutoCloseable {
    /**
     * What one call did.
     *
     * @param taken bytes of the packed stream
     * @param given bytes that came out
     * @param ended whether the deflate stream is over
     * @param between whether the next bit begins a block that is not the first
     * @param unusedBits the uppermost bits of the last byte taken that are not used yet; below 8 if {@code between}
     */
    record Step(int taken, int given, boolean ended, boolean between, int unusedBits) {
        static Step of(int taken, int given, boolean ended, int dataType) {
            return new Step(
                    taken, given, ended, (dataType & (AFTER_BLOCK | LAST_BLOCK)) == AFTER_BLOCK, dataType & BITS);
        }

        boolean isIdle() {
            return taken == 0 && given == 0 && !ended;
        }
    }

    private record Memory(Zlib zlib, Arena arena, MemorySegment stream, MemorySegment in, MemorySegment out)
            implements Runnable {
        @SuppressWarnings("MustBeClosedChecker") // By run.
        static Memory of(Zlib zlib) {
            Arena arena = Arena.ofShared();
            MemorySegment stream = arena.allocate(ZStream.LAYOUT);
            return new Memory(zlib, arena, stream, arena.allocate(SIZE), arena.allocate(SIZE));
        }

        @Override
        public void run() {
            zlib.end(stream);
            arena.close();
        }
    }

    /** Bytes that go in or come out at once. */
    static final int SIZE = 1 << 16;

    /** Of data_type, see inflate in zlib.h. */
    private static final int BITS = 63;

    private static final int LAST_BLOCK = 64;
    private static final int AFTER_BLOCK = 128;
    private static final int BYTE = 8;

    private static final Cleaner CLEANER = Cleaner.create();

    private final Zlib zlib;
    private final Memory memory;
    private final Cleaner.Cleanable cleaning;

    RawInflate(Zlib zlib) {
        this.zlib = zlib;
        this.memory = Memory.of(zlib);
        int code = zlib.init(memory.stream);
        if (code != Zlib.OK) {
            memory.arena.close();
            throw new IllegalStateException("libz cannot begin to unpack: code " + code);
        }
        this.cleaning = CLEANER.register(this, memory);
    }

    /** Begins the next deflate stream. */
    synchronized void restart() throws IOException {
        check(zlib.reset(memory.stream));
    }

    /**
     * Begins in the midst of a deflate stream, between two blocks.
     *
     * @param bits how many of the uppermost bits of the byte before are still to be used
     * @param last that byte
     * @param dictionary what was unpacked before, at most {@link Zlib#WINDOW} bytes
     */
    synchronized void restart(int bits, int last, byte[] dictionary) throws IOException {
        restart();
        if (bits > 0) {
            check(zlib.prime(memory.stream, bits, last >>> (BYTE - bits)));
        }
        if (dictionary.length > 0) {
            check(zlib.setDictionary(memory.stream, dictionary));
        }
    }

    /** Takes over packed bytes, at most {@link #SIZE}; what was not used of those before is gone. */
    synchronized void load(byte[] from, int offset, int count) {
        MemorySegment.copy(from, offset, memory.in, ValueLayout.JAVA_BYTE, 0, count);
        ZStream.in(memory.stream, memory.in.asSlice(0, count));
    }

    /** Unpacks what was {@linkplain #load loaded}, at least one byte if there is enough for it, at most {@link #SIZE}. */
    synchronized Step step(byte[] into, int offset, int length, boolean stopBetween) throws IOException {
        MemorySegment stream = memory.stream;
        int available = ZStream.availableIn(stream);
        int room = Math.min(length, SIZE);
        ZStream.out(stream, memory.out, room);
        int code = zlib.inflate(stream, stopBetween ? Zlib.BLOCK : Zlib.NO_FLUSH);
        if (code != Zlib.STREAM_END && code != Zlib.BUF_ERROR) {
            check(code);
        }
        int given = room - ZStream.availableOut(stream);
        MemorySegment.copy(memory.out, ValueLayout.JAVA_BYTE, 0, into, offset, given);
        return Step.of(
                available - ZStream.availableIn(stream), given, code == Zlib.STREAM_END, ZStream.dataType(stream));
    }

    /** What was unpacked last, at most {@link Zlib#WINDOW} bytes. */
    synchronized byte[] dictionary() throws IOException {
        byte[] window = new byte[Zlib.WINDOW];
        int[] length = new int[1];
        check(zlib.getDictionary(memory.stream, window, length));
        return Arrays.copyOf(window, length[0]);
    }

    private void check(int code) throws IOException {
        if (code == Zlib.DATA_ERROR) {
            throw new ZipException("Broken gzip data: " + ZStream.message(memory.stream));
        }
        if (code != Zlib.OK) {
            throw new IOException("libz cannot unpack: code " + code + " " + ZStream.message(memory.stream));
        }
    }

    @Override
    public synchronized void close() {
        cleaning.clean();
    }
}
