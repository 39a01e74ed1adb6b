package dev.muster.agent.testing;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Sums of images that are nearly all holes: those are passed over, by {@code lseek(2)} with {@code SEEK_DATA}, and so are
 * blocks of zeros, since a hole and zeros are the same content.
 */
public final class SparseSum {
    private static final int READ_ONLY = 0;
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final int BLOCK = 1 << 16;

    private static final MethodHandle OPEN = of(
            "open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle SEEK = of(
            "lseek",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE =
            of("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private SparseSum() {}

    @SuppressWarnings("restricted") // Tests may call the C library: see surefire's argLine.
    private static MethodHandle of(String name, FunctionDescriptor form, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), form, options);
    }

    /** Of a file's size and content. */
    public static long of(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        try (FileChannel in = FileChannel.open(file);
                Arena arena = Arena.ofConfined()) {
            int descriptor = (int) OPEN.invokeExact(arena.allocateFrom(file.toString()), READ_ONLY);
            if (seek(descriptor, 0, SEEK_HOLE) < 0) {
                throw new IOException("where the holes of " + file + " are cannot be told");
            }
            try {
                long end = 0;
                for (long at = seek(descriptor, 0, SEEK_DATA); at >= 0; at = seek(descriptor, end, SEEK_DATA)) {
                    end = seek(descriptor, at, SEEK_HOLE);
                    add(in, at / BLOCK * BLOCK, end, sum);
                    // Whole blocks, each once.
                    end = Math.min(in.size(), Math.ceilDiv(end, BLOCK) * BLOCK);
                }
            } finally {
                int _ = (int) CLOSE.invokeExact(descriptor);
            }
            sum.update(ByteBuffer.allocate(Long.BYTES).putLong(in.size()).flip());
            return sum.getValue();
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static long seek(int descriptor, long at, int what) throws Throwable {
        return (long) SEEK.invokeExact(descriptor, at, what);
    }

    private static void add(FileChannel in, long from, long end, CRC32C sum) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        for (long at = from; at < end; at += BLOCK) {
            in.read(block.clear(), at);
            if (ByteBuffer.allocate(block.position()).equals(block.flip())) {
                continue;
            }
            sum.update(ByteBuffer.allocate(Long.BYTES).putLong(at).flip());
            sum.update(block);
        }
    }
}
