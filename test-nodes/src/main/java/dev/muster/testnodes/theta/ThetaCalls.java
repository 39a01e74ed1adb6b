package dev.muster.testnodes.theta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.testnodes.Knobs;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

/**
 * What the three programs answer; heights and times are texts. Jobs end one after the other, and a page of them never
 * gets longer.
 *
 * <p>Source: lib/theta/README.md of aws-samples/aws-blockchain-node-runners at 62720925d342 and REPORTS.md of
 * andrewlunde/theta-edgenode-start9 at eb96b08c11ef, read 2026-11-22.
 */
record ThetaCalls(String address, Knobs knobs, Instant started) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int TIP = 25_223_860;

    EdgeRpc core() {
        return new EdgeRpc()
                .add("edgecore.GetStatus", params -> status())
                .add("edgecore.GetPeers", params -> peers())
                .add(
                        "edgecore.GetVersion",
                        params -> JSON.objectNode()
                                .put("version", "1.3.1")
                                .put("git_hash", "stand-in")
                                .put("timestamp", "2023-11-01"))
                .add("edgecore.GetEdgeNodeSummary", params -> JSON.objectNode().put("Summary", "stand-in"));
    }

    EdgeRpc launcher() {
        return new EdgeRpc().add("edgelauncher.GetPastJobs", this::pastJobs);
    }

    EdgeRpc encoder() {
        return new EdgeRpc()
                .add("edgeencoder.GetStatus", params -> encoding())
                .add("edgeencoder.GetTVAStatus", params -> encoding());
    }

    private JsonNode status() {
        return JSON.objectNode()
                .put("address", address)
                .put("chain_id", "mainnet")
                .put("peer_id", address)
                .put("current_height", String.valueOf(TIP + seconds() / 6))
                .put("current_time", String.valueOf(Instant.now().getEpochSecond()));
    }

    private JsonNode peers() {
        ObjectNode answer = JSON.objectNode();
        ArrayNode peers = answer.putArray("peers");
        int count = seconds() < knobs.number("peers-after", 1) ? 0 : (int) knobs.number("peers", 24);
        IntStream.range(0, count).forEach(i -> peers.add("0x%040x".formatted(i)));
        return answer;
    }

    private long seconds() {
        return Duration.between(started, Instant.now()).toSeconds();
    }

    private int done() {
        Duration every = knobs.seconds("jobs-every", 2);
        return every.isZero()
                ? 0
                : (int) (Duration.between(started, Instant.now()).toMillis() / every.toMillis());
    }

    private JsonNode pastJobs(JsonNode params) {
        JsonNode asked = params.path(0);
        int number = asked.path("num").asInt(10);
        int newest = asked.path("type").asText().equals("lavita")
                ? done() - asked.path("page").asInt() * number
                : 0;
        ObjectNode answer = JSON.objectNode();
        ArrayNode body = answer.putArray("body");
        for (int job = newest; job > Math.max(0, newest - number); job--) {
            long end = started.plus(knobs.seconds("jobs-every", 2).multipliedBy(job))
                    .getEpochSecond();
            body.addObject()
                    .put("id", "job_" + job)
                    .put("start_time", end - 1)
                    .put("end_time", end)
                    .put("status", "success")
                    .put("reward_amount", 0.109)
                    .put("error", "");
        }
        return answer;
    }

    private JsonNode encoding() {
        ObjectNode answer = JSON.objectNode().put("status", "ok").put("address", address);
        answer.putObject("current_time");
        answer.put("encoder_state", "available").put("pending_tfuel", 0.841).put("progress", 0);
        answer.putArray("recent_jobs")
                .addObject()
                .put("is_failed", false)
                .put("type", "encoding")
                .put("id", "job_zvejppfc3qhc5kfn0bjqgxtqatp9")
                .put("reward_tfuelwei", "109000000000000000")
                .put("finish_time", "2023-10-25T11:57:22.385Z");
        return answer;
    }
}
