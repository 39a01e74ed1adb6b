package dev.muster.testnodes.stacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.Say;
import dev.muster.testnodes.http.Caller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A bitcoin node of this machine, asked as the real program asks: its P2P port must be open; with user and password its
 * RPC too; a miner's wallet is loaded there.
 */
final class NearBurnchain implements Burnchain {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ALREADY_LOADED = -35;

    private final NodeConf conf;
    private final Optional<String> user;
    private int height;
    private boolean walletLoaded;
    private boolean connected;

    NearBurnchain(NodeConf conf) {
        this.conf = conf;
        this.user = conf.text("burnchain", "username");
    }

    @Override
    public boolean reached() throws Refusal {
        connected = connected || connects();
        return connected && (user.isEmpty() || asked());
    }

    private boolean connects() {
        int port = conf.number("burnchain", "peer_port", 8333);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 2000);
            return true;
        } catch (IOException e) {
            Say.warn("Failed to connect to burnchain peer 127.0.0.1:" + port + ": " + e.getMessage());
            return false;
        }
    }

    private boolean asked() throws Refusal {
        try {
            JsonNode info = call("getblockchaininfo", "[]");
            height = info.path("result").path("blocks").asInt(height);
            loadWallet();
            return info.path("result").has("blocks");
        } catch (IOException e) {
            Say.warn("Bitcoin RPC failure: " + e.getMessage());
            return false;
        }
    }

    private void loadWallet() throws Refusal, IOException {
        String wallet = conf.text("burnchain", "wallet_name", "");
        if (walletLoaded || wallet.isEmpty() || !conf.miner()) {
            return;
        }
        JsonNode error = call("loadwallet", "[\"" + wallet + "\"]").path("error");
        if (error.isObject() && error.path("code").asInt() != ALREADY_LOADED) {
            throw new Refusal("Failed to load wallet '" + wallet + "': "
                    + error.path("message").asText());
        }
        walletLoaded = true;
        Say.info("UTXOs found - will run as a Miner node");
    }

    private JsonNode call(String method, String params) throws IOException {
        String pair = user.orElse("") + ":" + conf.text("burnchain", "password", "");
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        Caller.Answer answer = Caller.post(
                "http://127.0.0.1:" + conf.number("burnchain", "rpc_port", 8332) + "/",
                Map.of("Authorization", "Basic " + basic),
                "{\"id\":\"stacks\",\"method\":\"" + method + "\",\"params\":" + params + "}");
        if (answer.status() == 401) {
            throw new IOException("401 Unauthorized");
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public int height() {
        return height;
    }
}
