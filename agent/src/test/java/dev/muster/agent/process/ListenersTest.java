package dev.muster.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ListenersTest {
    @Test
    void whoListensIsFoundUntilItStops() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertThat(Listeners.any(port)).isTrue();
            assertThat(Listeners.on(port)).contains(ProcessHandle.current());
        }
        assertThat(Listeners.any(port)).isFalse();
        assertThat(Listeners.on(port)).isEmpty();
    }
}
