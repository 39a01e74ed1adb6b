package dev.muster.testnodes.stacks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.testnodes.Say;
import dev.muster.testnodes.http.Caller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who is told of events. A node does not go on while one cannot be told.
 *
 * <p>Source of paths: libsigner/src/events.rs of stacks-network/stacks-core at 04b1c34073ad, read 2026-11-22.
 */
final class Observers {
    private static final String HASH = "0x" + "11".repeat(32);

    private final List<String> endpoints = new ArrayList<>();

    Observers(NodeConf conf) {
        for (JsonNode observer : conf.root().path("events_observer")) {
            endpoints.add(observer.path("endpoint").asText());
        }
    }

    boolean burnBlock(int height) {
        return tell("/new_burn_block", """
                {"burn_block_hash":"%1$s","burn_block_height":%2$d,"reward_recipients":[],"reward_slot_holders":[],\
                "burn_amount":0,"consensus_hash":"0x%3$s"}""".formatted(HASH, height, "22".repeat(20)));
    }

    boolean proposal(int height) {
        return tell("/stackerdb_chunks", """
                {"contract_id":{"issuer":[22,[0]],"name":"miners"},\
                "modified_slots":[{"slot_id":0,"slot_version":%d,"data":"00","sig":"00"}]}""".formatted(height));
    }

    boolean validated() {
        return tell("/proposal_response", "{\"result\":\"Ok\",\"signer_signature_hash\":\"" + HASH + "\",\"size\":1}");
    }

    private boolean tell(String path, String json) {
        return endpoints.stream().allMatch(endpoint -> tell(endpoint, path, json));
    }

    private static boolean tell(String endpoint, String path, String json) {
        try {
            String url = "http://" + endpoint + path;
            return Caller.post(url, Map.of("Content-Type", "application/json"), json)
                    .ok();
        } catch (IOException e) {
            Say.warn("Event dispatcher: connection or request failed to " + endpoint + " - " + e.getMessage());
            return false;
        }
    }
}
