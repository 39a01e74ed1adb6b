package dev.muster.agent.packing.zstd;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Packs with the real encoders. */
final class Packer {
    private Packer() {}

    /** One frame of libzstd that says no size, as of a stream. */
    static byte[] library(byte[] bytes, int level, int windowLog, boolean checksum) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZstdOutputStreamNoFinalizer into = new ZstdOutputStreamNoFinalizer(packed, level)) {
            into.setChecksum(checksum);
            if (windowLog > 0) {
                into.setLong(windowLog);
            }
            into.write(bytes);
        }
        return packed.toByteArray();
    }

    /** What the program of that name makes of it in a pipe. */
    static byte[] program(byte[] bytes, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread feeding = Thread.ofVirtual().start(() -> feed(process.getOutputStream(), bytes));
        byte[] packed = process.getInputStream().readAllBytes();
        try {
            feeding.join();
            if (process.waitFor() != 0) {
                throw new IOException(List.of(command) + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return packed;
    }

    private static void feed(OutputStream into, byte[] bytes) {
        try (into) {
            into.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Frames of so many bytes each, with skippable ones among them, as pzstd makes them. */
    static byte[] frames(byte[] bytes, int each, int level, Random chance) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; at += each) {
            packed.writeBytes(skippable(chance.nextInt(100)));
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + each));
            packed.writeBytes(library(part, level, 0, chance.nextBoolean()));
        }
        return packed.toByteArray();
    }

    static byte[] skippable(int size) {
        byte[] frame = new byte[8 + size];
        Bytes.put(frame, 0, 4, 0x184D2A50L + size % 16);
        Bytes.put(frame, 4, 4, size);
        return frame;
    }
}
