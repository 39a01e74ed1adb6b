package dev.muster.agent.dataset;

import dev.muster.agent.fetch.Line;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.RemoteFile;
import dev.muster.agent.packing.BulkInput;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file at a server as one stream, its pieces fetched by several connections at once. Only so many pieces are in memory
 * at a time, whoever is slow; none is ever on the disk. The checksum is computed beside the reader.
 */
final class PieceStream extends BulkInput {
    private final Parts parts;
    private final RemoteFile file;
    private final Pieces pieces;
    private final RunningSum sum;
    private final Semaphore room;
    private final AtomicLong next;
    private final Map<Long, CompletableFuture<byte[]>> fetched = new ConcurrentHashMap<>();
    private final Queue<byte[]> idle = new ConcurrentLinkedQueue<>();
    private final ExecutorService fetching;
    private byte[] piece = new byte[0];
    private int used;
    private long number;
    private final AtomicLong given;
    private boolean ended;

    /**
     * @param pieces how the file is divided
     * @param sum of what comes before the first piece; gets all from there on
     * @param first number of the piece to begin with; 0 if the file cannot be divided safely
     * @param connections at once; one if the file cannot be divided safely
     */
    PieceStream(Parts parts, RemoteFile file, Pieces pieces, RunningSum sum, long first, int connections) {
        this.parts = parts;
        this.file = file;
        this.pieces = pieces;
        this.sum = sum;
        this.number = first;
        this.next = new AtomicLong(first);
        this.given = new AtomicLong(pieces.start(first));
        int lines = file.divisible() ? connections : 1;
        this.room = new Semaphore(2 * lines);
        this.fetching = Executors.newFixedThreadPool(lines);
        for (int i = 0; i < lines; i++) {
            var _ = fetching.submit(file.divisible() ? this::fetchPieces : this::fetchInOrder);
        }
    }

    private void fetchPieces() {
        try {
            while (true) {
                room.acquire();
                long mine = next.getAndIncrement();
                if (!pieces.has(mine)) {
                    room.release();
                    return;
                }
                try (Line line = parts.line(file, pieces.start(mine), pieces.end(mine))) {
                    byte[] bytes = space(pieces.length(mine));
                    line.fill(bytes);
                    place(mine).complete(bytes);
                } catch (IOException | RuntimeException | Error e) {
                    place(mine).completeExceptionally(e);
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** By one connection, from the start to the end. */
    private void fetchInOrder() {
        long mine = 0;
        try (Line line = parts.line(file, 0, OptionalLong.empty())) {
            for (boolean more = true; more; mine++) {
                room.acquire();
                byte[] bytes = space(pieces.size());
                int count = line.fill(bytes);
                more = count == bytes.length;
                place(mine).complete(more ? bytes : java.util.Arrays.copyOf(bytes, count));
            }
        } catch (IOException | RuntimeException | Error e) {
            place(mine).completeExceptionally(e);
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Used again and again: what is as large as this is costly to collect. */
    private byte[] space(int size) {
        byte[] old = idle.poll();
        return old == null || old.length != size ? new byte[size] : old;
    }

    private CompletableFuture<byte[]> place(long of) {
        return fetched.computeIfAbsent(of, _ -> new CompletableFuture<>());
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (used == piece.length) {
            if (ended || !pieces.has(number)) {
                return -1;
            }
            take();
        }
        int count = Math.min(length, piece.length - used);
        System.arraycopy(piece, used, into, offset, count);
        used += count;
        given.addAndGet(count);
        return count;
    }

    private void take() throws IOException {
        try {
            byte[] bytes = place(number).get();
            fetched.remove(number++);
            ended = pieces.total().isEmpty() && bytes.length < pieces.size();
            giveBack();
            piece = bytes;
            used = 0;
            sum.add(bytes);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MusterException why) {
                throw new UnfetchedException(why);
            }
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            if (e.getCause() instanceof Error why) {
                throw why;
            }
            throw e.getCause() instanceof IOException why ? why : new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The reader is done with its piece; in the order of this one thread, so is the sum then. */
    private void giveBack() {
        byte[] old = piece;
        if (old.length > 0) {
            sum.then(() -> {
                idle.add(old);
                room.release();
            });
        }
    }

    /** Bytes of the file up to where the reader is; asked by any thread. */
    long given() {
        return given.get();
    }

    /** Reads to the end: what follows a tar's end marks counts too. */
    void readToEnd() throws IOException {
        byte[] rest = new byte[1 << 16];
        while (read(rest) >= 0) {
            // Only the sum is of use.
        }
    }

    /** Nothing: who unpacks closes what it reads from, and the end is still to be read. */
    @Override
    public void close() {}

    /** Ends all connections. */
    void end() {
        fetching.shutdownNow();
    }
}
