package dev.muster.agent.dataset;

import dev.muster.agent.fetch.Checksum;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Adds up the pieces of a file in a thread of its own, in their order, and knows what they added up to at each one's end. */
final class RunningSum {
    private static final int SLICE = 1 << 14;
    /** 8 GiB in pieces of 2 MiB: what may come between a mark and the flush that it waits for. */
    private static final int MOST = 4096;

    /**
     * What the start of a file adds up to.
     *
     * @param bytes of it
     * @param state of the digest, which only the library that made it can read
     */
    @SuppressWarnings("ArrayRecordComponent") // Written and read as it is; never compared.
    record Part(long bytes, byte[] state) {}

    private final Checksum.Algorithm algorithm;
    private final MessageDigest digest;
    private final TreeMap<Long, byte[]> states = new TreeMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private long bytes;
    private volatile @Nullable RuntimeException failed;

    private RunningSum(Checksum.Algorithm algorithm, MessageDigest digest, long bytes) {
        this.algorithm = algorithm;
        this.digest = digest;
        this.bytes = bytes;
        remember();
    }

    static RunningSum fresh(Checksum.Algorithm algorithm) {
        return new RunningSum(algorithm, algorithm.digest(), 0);
    }

    /** One that goes on; empty where nothing can with that. */
    static Optional<RunningSum> from(Checksum.Algorithm algorithm, Part part) {
        try {
            return algorithm.from(part.state()).map(digest -> new RunningSum(algorithm, digest, part.bytes()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Adds a piece, which nobody changes until then. */
    void add(byte[] piece) {
        then(() -> update(piece));
    }

    /** Does something once all that was added is added up. */
    void then(Runnable next) {
        var _ = thread.submit(next);
    }

    /** In slices: Java's own digest is compiled after a few thousand calls, and garbage collection waits for the system's. */
    private void update(byte[] piece) {
        try {
            for (int at = 0; at < piece.length; at += SLICE) {
                digest.update(piece, at, Math.min(SLICE, piece.length - at));
            }
            bytes += piece.length;
            remember();
        } catch (RuntimeException e) {
            failed = e;
        }
    }

    private void remember() {
        Checksum.state(digest).ifPresent(state -> {
            synchronized (states) {
                states.put(bytes, state);
                if (states.size() > MOST) {
                    states.pollFirstEntry();
                }
            }
        });
    }

    Checksum.Algorithm algorithm() {
        return algorithm;
    }

    /** Whether another run can go on with it. */
    boolean canBeKept() {
        return Checksum.state(digest).isPresent();
    }

    /** What that much of the file adds up to, if a piece ended there not long ago. */
    Optional<Part> at(long place) {
        synchronized (states) {
            return Optional.ofNullable(states.get(place)).map(state -> new Part(place, state));
        }
    }

    /** Waits for all that was added. */
    Checksum whole() throws IOException {
        thread.shutdown();
        try {
            while (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
                // A piece takes milliseconds.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        RuntimeException why = failed;
        if (why != null) {
            throw why;
        }
        return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
    }

    /** Adds no more. */
    void end() {
        thread.shutdownNow();
    }
}
