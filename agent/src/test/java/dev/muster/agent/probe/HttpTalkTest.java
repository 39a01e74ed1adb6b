package dev.muster.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTalkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static String ask(HttpTalk talk, int port, String path) throws ProbeException {
        HttpAsk ask = HttpAsk.get(URI.create("http://127.0.0.1:" + port + path), Map.of());
        return talk.send(ask, Deadline.in(PATIENCE), PATIENCE).text();
    }

    /** Red with: the end of the last chunk left unread. */
    @Test
    void anAnswerInChunksEndsWhereTheNextBegins() throws IOException {
        String one = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n0\r\nTrailer: x\r\n\r\n";
        String two = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo";
        InputStream in = new ByteArrayInputStream((one + two).getBytes(StandardCharsets.UTF_8));
        assertThat(new HttpReader(in, 100).read().text()).isEqualTo("one");
        assertThat(new HttpReader(in, 100).read().text()).isEqualTo("two");
    }

    /** Red with: a request that says "close". */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void severalCallsGoOverOneConnection(boolean chunks) throws Exception {
        Set<Integer> connections = ConcurrentHashMap.newKeySet();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            connections.add(exchange.getRemoteAddress().getPort());
            byte[] body = exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, chunks ? 0 : body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        try (HttpTalk talk = HttpTalk.going()) {
            for (String path : new String[] {"/one", "/two", "/three"}) {
                assertThat(ask(talk, server.getAddress().getPort(), path)).isEqualTo(path);
            }
            assertThat(connections).hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    /** With a length it could have gone on; without, its end is the answer's. Red with: no second try. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 4\r\n", ""})
    void aConnectionThatTheOtherSideHasEndedIsOpenedAnew(String length) throws Exception {
        try (FakeNode node = new FakeNode(FakeNode.bytes("HTTP/1.1 200 OK\r\n" + length + "\r\nhere"));
                HttpTalk talk = HttpTalk.going()) {
            assertThat(ask(talk, node.port(), "/")).isEqualTo("here");
            assertThat(ask(talk, node.port(), "/")).isEqualTo("here");
        }
    }

    @Test
    void aCallThatFailsOnAFreshConnectionIsNotMadeAgain() throws IOException {
        try (FakeNode node = new FakeNode(FakeNode.bytes(""));
                HttpTalk talk = HttpTalk.going()) {
            assertThatThrownBy(() -> ask(talk, node.port(), "/"))
                    .isInstanceOf(ProbeException.class)
                    .hasMessageContaining("hangs up in the middle of its answer");
        }
    }
}
