package dev.muster.testnodes.bitcoin;

import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.options.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the ports that peers would come to, so that two nodes cannot share one; nobody is answered on them.
 *
 * <p>Source: {@code InitParameterInteraction} in src/init.cpp (no listening with {@code connect}, {@code proxy} or
 * without connections, unless told otherwise) and src/net.cpp of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22.
 */
record P2pPorts(List<ServerSocket> sockets) implements AutoCloseable {

    static P2pPorts open(BitcoindSettings told, NodeLog log) throws Refusal {
        P2pPorts ports = new P2pPorts(new ArrayList<>());
        Settings settings = told.settings();
        int port = (int) SettingsCheck.number(settings, "port", told.network().p2pPort());
        List<String> bound = settings.all("bind");
        if (!listens(settings)) {
            return ports;
        }
        for (String value : bound.isEmpty() ? List.of("127.0.0.1") : bound) {
            ports.open(Loopback.address("bind", value.replaceFirst("=onion$", ""), port, log), log);
        }
        return ports;
    }

    private static boolean listens(Settings settings) {
        boolean alone = settings.has("connect")
                || !settings.one("proxy", "0").equals("0")
                || SettingsCheck.number(settings, "maxconnections", 125) == 0;
        return settings.flag("listen", !alone || !settings.all("bind").isEmpty());
    }

    private void open(InetSocketAddress address, NodeLog log) throws Refusal {
        InetAddress host = address.getAddress();
        try {
            ServerSocket socket = new ServerSocket(address.getPort(), 8, host);
            sockets.add(socket);
            Thread.ofVirtual().start(() -> takeAndDrop(socket));
            log.say("Bound to " + host.getHostAddress() + ":" + address.getPort());
        } catch (IOException e) {
            throw new Refusal("Unable to bind to " + host.getHostAddress() + ":" + address.getPort()
                    + " on this computer. Bitcoin Core is probably already running.");
        }
    }

    /** Whoever connects finds it open and gets nothing. */
    private static void takeAndDrop(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                socket.accept().close();
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket socket : sockets) {
            socket.close();
        }
    }
}
