package dev.muster.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between two nodes on loopback and lets so many bytes a second pass from the one that was there first. */
final class Relay implements AutoCloseable {
    /** No bound. */
    static final long FREE = Long.MAX_VALUE;

    private static final int CHUNK = 256;

    private final InetSocketAddress target;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Collection<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicLong passed = new AtomicLong();
    private volatile long rate;
    private long next = System.nanoTime();

    Relay(int target, long rate) throws IOException {
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), target);
        this.rate = rate;
        server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Bytes a second from now on. */
    void rate(long bytes) {
        rate = bytes;
    }

    /** Bytes that passed so far. */
    long passed() {
        return passed.get();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket near = server.accept();
                Socket far = new Socket();
                // Small, so that what waits in buffers is little.
                far.setReceiveBufferSize(4096);
                far.connect(target);
                open.add(near);
                open.add(far);
                threads.execute(() -> pump(far, near, true));
                threads.execute(() -> pump(near, far, false));
            }
        } catch (IOException e) {
            cut();
        }
    }

    private void pump(Socket from, Socket to, boolean bounded) {
        byte[] block = new byte[bounded ? CHUNK : 8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int got = in.read(block); got >= 0; got = in.read(block)) {
                if (bounded) {
                    pace(got);
                    passed.addAndGet(got);
                }
                out.write(block, 0, got);
            }
        } catch (IOException | InterruptedException e) {
            // One side has gone; closing both tells the other.
            return;
        }
    }

    private void pace(int bytes) throws InterruptedException {
        long wait;
        synchronized (this) {
            long now = System.nanoTime();
            next = Math.max(next, now - 20_000_000L) + (rate == FREE ? 0 : bytes * 1_000_000_000L / rate);
            wait = next - now;
        }
        if (wait > 0) {
            Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
        }
    }

    /** Ends all connections; new ones are still taken. */
    void cut() {
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
        threads.shutdownNow();
    }
}
