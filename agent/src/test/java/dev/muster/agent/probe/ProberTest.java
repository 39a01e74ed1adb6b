package dev.muster.agent.probe;

import static dev.muster.agent.probe.FakeNode.bytes;
import static dev.muster.agent.probe.FakeNode.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.state.Round.Answered;
import dev.muster.core.state.Round.Failed;
import dev.muster.core.state.Round.TipSeen;
import dev.muster.core.state.Round.WarmingUp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProberTest {
    private static final String OK = """
            {"result": {"blocks": 7, "headers": 9, "chain": "regtest", "mediantime": 1700000000, "size": 1.5,
             "peers": [{"synced": -1}, {"synced": 12}, {"synced": 9}]}, "error": null, "id": 1}""";

    @Test
    void readsWhatTheBlueprintNames() throws IOException {
        try (FakeNode node = new FakeNode(http(200, OK))) {
            ProbeResult result = ProbeKit.rpc(node.port()).round(List.of(new TipSeen("explorer", 11, null)));
            Answered answer = (Answered) result.round();
            assertThat(answer.height()).isEqualTo(7);
            assertThat(answer.headers()).isEqualTo(9);
            assertThat(answer.peers()).isNull();
            assertThat(answer.blockTime()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
            assertThat(answer.wrongNetwork()).isEmpty();
            assertThat(answer.tips())
                    .containsExactly(new TipSeen("peers' headers", 12, null), new TipSeen("explorer", 11, null));
            assertThat(result.gauges()).containsEntry("size", 1.5);
            assertThat(node.lastRequest())
                    .startsWith("POST / HTTP/1.1\r\nHost: 127.0.0.1:" + node.port())
                    .contains("Authorization: Basic ")
                    .endsWith("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"getblockchaininfo\",\"params\":[]}");
        }
    }

    @Test
    void saysThatItIsAnotherNetwork() throws IOException {
        try (FakeNode node = new FakeNode(http(200, OK.replace("regtest", "main")))) {
            assertThat(((Answered) ProbeKit.rpc(node.port()).round(List.of()).round()).wrongNetwork())
                    .hasValue("the software is on another network: its chain is \"main\" and must be \"regtest\"");
        }
    }

    @Test
    void aNodeThatLoadsIsNoFailure() throws IOException {
        String loading = "{\"result\":null,\"error\":{\"code\":-28,\"message\":\"Loading block index…\"},\"id\":1}";
        try (FakeNode node = new FakeNode(bytes("HTTP/1.1 500 X\r\nConnection: close\r\n\r\n" + loading))) {
            assertThat(ProbeKit.rpc(node.port()).round(List.of()).round())
                    .isEqualTo(new WarmingUp("Loading block index…"));
        }
    }

    static Stream<Arguments> failures() {
        String head = "HTTP/1.1 200 OK\r\n";
        return Stream.of(
                Arguments.of(http(401, ""), "refuses the credentials (HTTP 401)"),
                Arguments.of(http(403, ""), "does not let this machine in (HTTP 403)"),
                Arguments.of(http(404, ""), "knows no such path (HTTP 404)"),
                Arguments.of(http(503, "Work queue depth exceeded"), "answers HTTP 503: Work queue depth exceeded"),
                Arguments.of(
                        http(404, "{\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}"),
                        "getblockchaininfo: the software answers with error -32601: Method not found"),
                Arguments.of(http(200, "<html>hello</html>"), "answers with a web page instead of JSON"),
                Arguments.of(http(502, "<html>hello</html>"), "answers HTTP 502"),
                Arguments.of(http(200, "{\"result\": {\"blocks\": 7"), "answers with broken JSON"),
                Arguments.of(http(200, "[".repeat(100_000)), "answers with broken JSON"),
                Arguments.of(http(200, "[]"), "answers with broken JSON"),
                Arguments.of(http(200, ""), "answers with nothing"),
                Arguments.of(
                        http(200, OK.replace("7,", "\"seven\",")), "the answer to chain tells no height at /blocks"),
                Arguments.of(http(200, OK.replace("7,", "-1,")), "the answer to chain tells no height at /blocks"),
                Arguments.of(
                        http(200, OK.replace("7,", "1e99999999,")), "the answer to chain tells no height at /blocks"),
                Arguments.of(http(200, OK.replace("7,", "[7],")), "the answer to chain tells no height at /blocks"),
                Arguments.of(http(200, "{\"result\": null}"), "the answer to chain tells no height at /blocks"),
                Arguments.of(
                        http(200, OK.replace("\"chain\"", "\"x\"")), "the answer to chain tells no chain at /chain"),
                Arguments.of(bytes("SSH-2.0-OpenSSH_9.2\r\n"), "does not answer as HTTP does: not HTTP"),
                Arguments.of(bytes(""), "hangs up in the middle of its answer"),
                Arguments.of(bytes(head + "Content-Length: 500\r\n\r\n{"), "hangs up in the middle of its answer"),
                Arguments.of(bytes(head + "Content-Length: 99999999\r\n\r\n{"), "answers with more than 8 MiB"),
                Arguments.of(bytes(head + "Content-Length: -1\r\n\r\n{"), "does not answer as HTTP does"),
                Arguments.of(
                        bytes(head + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n"), "answers with more than 8 MiB"),
                Arguments.of(bytes(head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"), "does not answer as HTTP does"),
                Arguments.of(endless(head + "\r\n", " ".repeat(1 << 16), 0), "answers with more than 8 MiB"),
                Arguments.of(endless("", "X-Header: y\r\n", 0), "does not answer as HTTP does"),
                Arguments.of(endless(head, "X-Header: y\r\n", 0), "answers with more than 8 MiB"),
                Arguments.of(endless(head + "\r\n", " ", 20), "no answer from 127.0.0.1"),
                Arguments.of(endless(head, "X", 20), "no answer from 127.0.0.1"));
    }

    private static FakeNode.Reply endless(String start, String more, int everyMillis) {
        return out -> {
            out.write(start.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 10_000; i++) {
                out.write(more.getBytes(StandardCharsets.UTF_8));
                out.flush();
                Thread.sleep(everyMillis);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachFailureHasASentenceAndAnEnd(FakeNode.Reply reply, String sentence) throws IOException {
        try (FakeNode node = new FakeNode(reply)) {
            long before = System.nanoTime();
            String why = failure(ProbeKit.rpc(node.port()));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(2500));
            assertThat(why).contains(sentence).doesNotContain(ProbeKit.SECRET).doesNotContain("Basic");
        }
    }

    @Test
    void aFrozenProcessIsGivenUpAtTheTimeout() throws IOException {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long before = System.nanoTime();
            assertThat(failure(ProbeKit.rpc(frozen.getLocalPort())))
                    .isEqualTo("no answer from 127.0.0.1:" + frozen.getLocalPort() + " within 1 s");
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(ProbeKit.TIMEOUT, Duration.ofMillis(1900));
        }
    }

    @Test
    void aClosedPortIsToldAtOnce() throws IOException {
        int port;
        try (ServerSocket once = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = once.getLocalPort();
        }
        assertThat(failure(ProbeKit.rpc(port))).isEqualTo("127.0.0.1:" + port + " refuses connections");
        Prober prober = ProbeKit.rpc(port);
        assertThat(prober.pause(prober.round(List.of()), Duration.ofMillis(5))).isEqualTo(Duration.ofMillis(995));
    }

    /** Otherwise the second timeout, which takes a silent node out of service, would come a second later. */
    @Test
    void aRoundThatWaitedForItsTimeoutIsFollowedAtOnce() {
        ProbeResult silent = ProbeResult.without(new Failed("no answer"));
        assertThat(ProbeKit.rpc(1).pause(silent, Duration.ofSeconds(3))).isZero();
    }

    @Test
    void aSecretThatCannotBeReadEndsNoThread() {
        Endpoints broken =
                new Endpoints(ProbeKit.endpoints(1, "1.0").all(), "127.0.0.1", Map.of("rpc", 1), text -> text, name -> {
                    throw new IllegalStateException("no secret pw");
                });
        Prober prober = new Prober(RealLitecoin.blueprint().probes(), List.of(), broken);
        assertThat(failure(prober)).isEqualTo("the question cannot be put: no secret pw");
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of("json", "/status/height", "{\"status\":{\"height\":\"42\"}}"),
                Arguments.of("json", "/0", "[\"0x2a\"]"),
                Arguments.of("json", "", "42.9"),
                Arguments.of("text", "", " 42\n"),
                Arguments.of("prometheus", "chain_height", "# HELP x\nchain_height 4.2e1\nother 1\n"),
                Arguments.of(
                        "prometheus", "h{kind=\"best\"}", "h{kind=\"final\"} 40\nh{kind=\"best\"} 42 1700000000\n"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void formatsOfAGet(String format, String pointer, String body) throws IOException {
        try (FakeNode node = new FakeNode(http(200, body))) {
            Answered answer = (Answered)
                    ProbeKit.get(node.port(), format, pointer).round(List.of()).round();
            assertThat(answer.height()).isEqualTo(42);
            assertThat(node.lastRequest()).startsWith("GET /status HTTP/1.1\r\n");
        }
    }

    @Test
    void chunksArePutTogether() throws IOException {
        String head = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n";
        String chunked = head.concat("2;x=y\r\n{\"\r\n7\r\nh\": 42}\r\n0\r\n\r\n");
        try (FakeNode node = new FakeNode(bytes(chunked))) {
            Answered answer = (Answered)
                    ProbeKit.get(node.port(), "json", "/h").round(List.of()).round();
            assertThat(answer.height()).isEqualTo(42);
        }
    }

    private static String failure(Prober prober) {
        return ((Failed) prober.round(List.of()).round()).why();
    }
}
