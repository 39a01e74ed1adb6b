package dev.muster.testnodes.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The statuses and bodies are those recorded from litecoind 0.21.2.1 and, for JSON-RPC 2.0, of Bitcoin Core's source. */
class RpcServerTest {
    private final RpcTable table = new RpcTable().add("getblockcount", call -> IntNode.valueOf(7));
    private final HttpClient client = HttpClient.newHttpClient();
    private RpcServer server;

    @BeforeEach
    void start() throws IOException {
        table.ready();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        server = new RpcServer(anyPort, table, new Credentials().add("u", "p"), () -> false);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void anAnswerHasResultAndErrorInTheOldForm() throws Exception {
        assertThat(post("1.0", "getblockcount")).isEqualTo("200 {\"result\":7,\"error\":null,\"id\":\"m\"}\n");
    }

    @Test
    void anAnswerHasOnlyTheResultInTheNewForm() throws Exception {
        assertThat(post("2.0", "getblockcount")).isEqualTo("200 {\"jsonrpc\":\"2.0\",\"result\":7,\"id\":\"m\"}\n");
    }

    @Test
    void anUnknownMethodIs404InTheOldFormAnd200InTheNew() throws Exception {
        String error = "{\"code\":-32601,\"message\":\"Method not found\"}";

        assertThat(post("1.0", "nosuch")).isEqualTo("404 {\"result\":null,\"error\":" + error + ",\"id\":\"m\"}\n");
        assertThat(post("2.0", "nosuch")).isEqualTo("200 {\"jsonrpc\":\"2.0\",\"error\":" + error + ",\"id\":\"m\"}\n");
    }

    @Test
    void warmingUpIsToldAsAnError() throws Exception {
        table.warmingUp("Loading block index…");

        assertThat(post("1.0", "getblockcount"))
                .isEqualTo("500 {\"result\":null,\"error\":{\"code\":-28,\"message\":\"Loading block index…\"},"
                        + "\"id\":\"m\"}\n");
    }

    @Test
    void nonsenseIsAParseError() throws Exception {
        assertThat(send(request("/", "u:p", "nonsense"))).startsWith("500 ").contains("-32700", "Parse error");
    }

    @Test
    void aBatchIsAnsweredOneByOne() throws Exception {
        assertThat(send(request("/", "u:p", "[" + call("1.0", "getblockcount") + "," + call("1.0", "nosuch") + "]")))
                .startsWith("200 [")
                .contains("\"result\":7", "-32601");
    }

    @Test
    void withoutTheRightPasswordNobodyIsLetIn() throws Exception {
        HttpResponse<String> wrong =
                client.send(request("/", "u:wrong", call("1.0", "getblockcount")), BodyHandlers.ofString());

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"jsonrpc\"");
        assertThat(send(HttpRequest.newBuilder(uri("/"))
                        .POST(BodyPublishers.ofString("{}"))
                        .build()))
                .isEqualTo("401 ");
    }

    @Test
    void onlyPostsToKnownPathsAreTaken() throws Exception {
        assertThat(send(HttpRequest.newBuilder(uri("/")).build()))
                .isEqualTo("405 JSONRPC server handles only POST requests");
        assertThat(send(request("/nosuch", "u:p", "{}"))).isEqualTo("404 ");
        assertThat(send(request("/wallet/w", "u:p", call("1.0", "getblockcount"))))
                .startsWith("200 ");
    }

    private String post(String version, String method) throws Exception {
        return send(request("/", "u:p", call(version, method)));
    }

    private static String call(String version, String method) {
        return "{\"jsonrpc\":\"%s\",\"id\":\"m\",\"method\":\"%s\",\"params\":[]}".formatted(version, method);
    }

    private HttpRequest request(String path, String user, String body) {
        return HttpRequest.newBuilder(uri(path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    private String send(HttpRequest request) throws Exception {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
