package dev.muster.aws.boot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Passes connections on. A socket in the file system leads out of a network namespace that has nothing but itself. */
public final class Relay implements AutoCloseable {
    private final ServerSocketChannel server;
    private final SocketAddress to;

    private Relay(ServerSocketChannel server, SocketAddress to) {
        this.server = server;
        this.to = to;
    }

    /** Listens at a place until it is closed. */
    public static Relay between(SocketAddress at, SocketAddress to) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(family(at));
        server.bind(at);
        Relay relay = new Relay(server, to);
        Thread.ofPlatform().daemon().start(relay::accept);
        return relay;
    }

    private static StandardProtocolFamily family(SocketAddress address) {
        return address instanceof UnixDomainSocketAddress ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel here = server.accept();
                SocketChannel there = reached(here);
                Thread.ofPlatform().daemon().start(() -> pump(here, there));
                Thread.ofPlatform().daemon().start(() -> pump(there, here));
            } catch (IOException e) {
                // Nobody listens there: the caller sees its connection end.
            }
        }
    }

    private SocketChannel reached(SocketChannel caller) throws IOException {
        try {
            return SocketChannel.open(to);
        } catch (IOException e) {
            caller.close();
            throw e;
        }
    }

    private static void pump(SocketChannel from, SocketChannel to) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        try {
            while (from.read(bytes) >= 0) {
                bytes.flip();
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
                bytes.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // One side is gone; the other pump ends by it.
        }
    }

    /** {@code ADDRESS PORT SOCKET} as often as wanted; says so once it listens. */
    public static void main(String[] words) throws Exception {
        for (int i = 0; i < words.length; i += 3) {
            between(
                    new InetSocketAddress(words[i], Integer.parseInt(words[i + 1])),
                    UnixDomainSocketAddress.of(Path.of(words[i + 2])));
        }
        System.out.println("listening");
        Thread.currentThread().join();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
