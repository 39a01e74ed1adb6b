package dev.muster.agent.packing.gzip;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The functions of the system's libz that Java's own {@link java.util.zip.Inflater} does not pass on: those that stop
 * between two blocks and go on there. Signatures, constants and what the calls do: zlib.h of zlib 1.3.1.1 at its commit
 * d201f04c (2026-11-29); all are there since zlib 1.2.7.1. Each answers with a code, {@link #OK} and those below.
 *
 * <p>Restricted are calls whose wrong signature ends the process; the manifest allows them, for zstd too.
 */
@SuppressWarnings("restricted")
record Zlib(
        MethodHandle init,
        MethodHandle reset,
        MethodHandle end,
        MethodHandle inflate,
        MethodHandle prime,
        MethodHandle getDictionary,
        MethodHandle setDictionary) {
    static final int OK = 0;
    static final int STREAM_END = 1;
    static final int BUF_ERROR = -5;
    static final int DATA_ERROR = -3;

    static final int NO_FLUSH = 0;
    static final int BLOCK = 5;

    /** How far back deflate refers, in bytes. */
    static final int WINDOW = 1 << 15;

    private static final String NAME = "libz.so.1";
    /** The library compares its first character only, and the size of {@link ZStream} with its own. */
    private static final String VERSION = "1.3.1";
    /** The whole window; negative: neither header nor trailer. */
    private static final int RAW = -15;

    static final Optional<Zlib> LIBRARY = load();

    private static Optional<Zlib> load() {
        try {
            SymbolLookup symbols = SymbolLookup.libraryLookup(NAME, Arena.global());
            MemoryLayout pointer = ValueLayout.ADDRESS;
            MemoryLayout number = ValueLayout.JAVA_INT;
            Linker.Option heap = Linker.Option.critical(true);
            Zlib zlib = new Zlib(
                    link(symbols, "inflateInit2_", FunctionDescriptor.of(number, pointer, number, pointer, number)),
                    link(symbols, "inflateReset", FunctionDescriptor.of(number, pointer)),
                    link(symbols, "inflateEnd", FunctionDescriptor.of(number, pointer)),
                    link(symbols, "inflate", FunctionDescriptor.of(number, pointer, number)),
                    link(symbols, "inflatePrime", FunctionDescriptor.of(number, pointer, number, number)),
                    link(
                            symbols,
                            "inflateGetDictionary",
                            FunctionDescriptor.of(number, pointer, pointer, pointer),
                            heap),
                    link(
                            symbols,
                            "inflateSetDictionary",
                            FunctionDescriptor.of(number, pointer, pointer, number),
                            heap));
            return Optional.of(zlib).filter(Zlib::works);
        } catch (RuntimeException e) {
            // Not there, not in this form, or not allowed: the caller unpacks without marks.
            return Optional.empty();
        }
    }

    private static MethodHandle link(
            SymbolLookup symbols, String name, FunctionDescriptor form, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), form, options);
    }

    /** Whether the library's form of a stream is the one that is known here. */
    private boolean works() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stream = arena.allocate(ZStream.LAYOUT);
            return ZStream.fits() && init(stream) == OK && end(stream) == OK;
        }
    }

    int init(MemorySegment stream) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) init.invokeExact(stream, RAW, arena.allocateFrom(VERSION), (int) ZStream.LAYOUT.byteSize());
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int reset(MemorySegment stream) {
        try {
            return (int) reset.invokeExact(stream);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int end(MemorySegment stream) {
        try {
            return (int) end.invokeExact(stream);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int inflate(MemorySegment stream, int flush) {
        try {
            return (int) inflate.invokeExact(stream, flush);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int prime(MemorySegment stream, int bits, int value) {
        try {
            return (int) prime.invokeExact(stream, bits, value);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /**
     * @param into of {@link #WINDOW} bytes
     * @param length gets how many there are
     */
    int getDictionary(MemorySegment stream, byte[] into, int[] length) {
        try {
            return (int) getDictionary.invokeExact(stream, MemorySegment.ofArray(into), MemorySegment.ofArray(length));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int setDictionary(MemorySegment stream, byte[] dictionary) {
        try {
            return (int) setDictionary.invokeExact(stream, MemorySegment.ofArray(dictionary), dictionary.length);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException same ? same : new IllegalStateException(e);
    }
}
