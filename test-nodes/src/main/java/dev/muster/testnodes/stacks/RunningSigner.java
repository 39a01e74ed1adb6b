package dev.muster.testnodes.stacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.Say;
import dev.muster.testnodes.StopSignal;
import dev.muster.testnodes.http.Caller;
import dev.muster.testnodes.http.Caller.Answer;
import dev.muster.testnodes.http.Counters;
import dev.muster.testnodes.http.SmallServer;
import dev.muster.testnodes.http.SmallServer.Reply;
import dev.muster.testnodes.http.SmallServer.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A signer: hears of proposals from its node, has them checked there, answers. Stricter than the real one: a node that
 * refuses its password, or is of another network, ends it.
 *
 * <p>Source: libsigner/src/events.rs at 04b1c34073ad, stacks-signer/src/monitoring at 4.0.2, both of
 * stacks-network/stacks-core, read 2026-11-22.
 */
final class RunningSigner {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SignerConf conf;
    private final StopSignal stop;
    private final Counters counters = new Counters();
    private final AtomicReference<Optional<String>> broken = new AtomicReference<>(Optional.empty());

    RunningSigner(SignerConf conf, StopSignal stop) {
        this.conf = conf;
        this.stop = stop;
    }

    void run() throws Refusal, IOException {
        try (SmallServer events = new SmallServer(NodeConf.portOf(conf.text("endpoint")), this::event, () -> false);
                SmallServer _ = metrics()) {
            Say.info("Signer spawned successfully, waiting for events on port " + events.port());
            while (!stop.isAsked() && broken.get().isEmpty()) {
                lookAtNode();
                stop.await(Duration.ofMillis(500));
            }
        }
        if (broken.get().isPresent()) {
            throw new Refusal(broken.get().get());
        }
    }

    private SmallServer metrics() throws Refusal, IOException {
        String endpoint = conf.text("metrics_endpoint");
        // Without an endpoint nobody asks; a port of the system's choice does no harm.
        return new SmallServer(endpoint.isEmpty() ? 0 : NodeConf.portOf(endpoint), this::monitoring, () -> false);
    }

    private void lookAtNode() {
        try {
            JsonNode info = JSON.readTree(Caller.get(node() + "/v2/info").body());
            long network = info.path("network_id").asLong();
            if ((network == 1) != conf.mainnet()) {
                broken.set(
                        Optional.of("the node is of network " + network + ", the signer of " + conf.text("network")));
            }
            counters.set(
                    "stacks_signer_stacks_node_height",
                    info.path("stacks_tip_height").asInt());
        } catch (IOException e) {
            Say.warn("Failed to reach the stacks node at " + conf.text("node_host") + ": " + e.getMessage());
        }
    }

    private String node() {
        return "http://" + conf.text("node_host").replace("0.0.0.0", "127.0.0.1");
    }

    private Reply event(Request request) {
        switch (request.path()) {
            case "/status" -> {
                return Reply.text("OK");
            }
            case "/stackerdb_chunks" -> Thread.ofVirtual().start(this::proposal);
            case "/proposal_response" -> counters.add("stacks_signer_block_responses_sent{response_type=\"accepted\"}");
            default -> {}
        }
        return Reply.text("");
    }

    private void proposal() {
        counters.add("stacks_signer_block_proposals_received");
        try {
            Answer answer = Caller.post(
                    node() + "/v3/block_proposal", Map.of("Authorization", conf.text("auth_password")), "{}");
            if (answer.status() != 202) {
                broken.set(Optional.of("the node refused a block proposal with " + answer.status()
                        + "; auth_password is not its auth_token"));
            }
        } catch (IOException e) {
            Say.warn("Failed to submit block proposal to the stacks node: " + e.getMessage());
        }
    }

    private Reply monitoring(Request request) {
        return switch (request.path()) {
            case "/metrics" -> Reply.text(counters.text());
            case "/info" ->
                Reply.json("{\"signerPublicKey\":\"02" + "01".repeat(32) + "\",\"network\":\"" + conf.text("network")
                        + "\",\"version\":\"stacks-signer " + StacksNode.VERSION + "\"}");
            case "/heartbeat" -> heartbeat();
            default -> Reply.text("OK");
        };
    }

    private Reply heartbeat() {
        try {
            return Caller.get(node() + "/v2/info").ok() ? Reply.text("OK") : Reply.text(500, "Failed");
        } catch (IOException e) {
            return Reply.text(500, "Failed");
        }
    }
}
