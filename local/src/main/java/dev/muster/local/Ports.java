package dev.muster.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Finds ports that nobody listens on. */
final class Ports {
    private Ports() {}

    /** The first free port from a preferred one on. */
    static int free(int preferred, Iterable<Integer> taken) {
        Set<Integer> used = new HashSet<>();
        taken.forEach(used::add);
        for (int port = preferred; port <= 65_535; port++) {
            if (!used.contains(port) && free(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port from " + preferred + " on is free");
    }

    /** Whether nobody listens on a port, on loopback or on all addresses. */
    static boolean free(int port) {
        return bindable(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && bindable(new InetSocketAddress(port));
    }

    private static boolean bindable(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address, 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
