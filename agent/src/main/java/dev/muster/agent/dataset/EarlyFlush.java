package dev.muster.agent.dataset;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Has the disk work while more is unpacked: the system itself begins late to write what is in memory, and at the end one
 * would wait for all of it. One flush at a time; while it takes, unpacking goes on.
 */
final class EarlyFlush implements AutoCloseable {
    private static final long EACH = 64L << 20;

    private final Runnable flush;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicBoolean busy = new AtomicBoolean();
    private long begun;
    private volatile @Nullable RuntimeException failed;

    EarlyFlush(Runnable flush) {
        this.flush = flush;
    }

    /**
     * Begins a flush if it is time. That an earlier one has failed is said here, or at the end: the system tells of a block
     * that could not be written once, and a later flush would know nothing of it.
     *
     * @param bytes that were written so far
     */
    void written(long bytes) {
        say();
        if (bytes - begun >= EACH) {
            begin(bytes, () -> {});
        }
    }

    /**
     * Begins a flush now.
     *
     * @param then what to do once all that is written by now is on the disk
     * @return false: one is under way, and nothing was begun
     */
    boolean begin(long bytes, Runnable then) {
        if (!busy.compareAndSet(false, true)) {
            return false;
        }
        begun = bytes;
        thread.execute(() -> run(then));
        return true;
    }

    private void run(Runnable then) {
        try {
            flush.run();
            then.run();
        } catch (RuntimeException e) {
            failed = e;
        } finally {
            busy.set(false);
        }
    }

    private void say() {
        RuntimeException why = failed;
        failed = null;
        if (why != null) {
            throw why;
        }
    }

    /** Waits for the one that is under way. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            while (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
                // A flush ends.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        say();
    }
}
