package dev.muster.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Carries connections to a node. Some of them can be made to carry nothing, as where a network drops packets: neither
 * end is told, and both take the other for connected.
 */
final class Wires implements AutoCloseable {
    private final ServerSocket server;
    private final Callable<Integer> target;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Set<Integer> dead = Set.of();

    /** @param target port of the node; asked at each connection */
    Wires(Callable<Integer> target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** From now on connections from these ports, and no others, carry nothing. */
    void dead(Set<Integer> ports) {
        dead = Set.copyOf(ports);
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket near = server.accept();
                threads.execute(() -> connect(near));
            }
        } catch (IOException e) {
            // It was closed.
            return;
        }
    }

    private void connect(Socket near) {
        try (near;
                Socket far = new Socket()) {
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.call()));
            var back = threads.submit(() -> pump(far, near, near.getPort()));
            pump(near, far, near.getPort());
            back.get();
        } catch (Exception e) {
            // The node does not run: the caller sees its connection end.
            return;
        }
    }

    private void pump(Socket from, Socket to, int port) {
        byte[] block = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int got = in.read(block); got >= 0; got = in.read(block)) {
                while (dead.contains(port)) {
                    Thread.sleep(20);
                }
                out.write(block, 0, got);
            }
        } catch (IOException | InterruptedException e) {
            // One side has gone; closing both tells the other.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
