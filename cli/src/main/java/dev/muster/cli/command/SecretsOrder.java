package dev.muster.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.api.AgentCommand;
import dev.muster.agent.api.AgentCommand.Verb;
import dev.muster.agent.api.ApiClient;
import dev.muster.agent.files.Json;
import dev.muster.agent.node.NodeSetup;
import dev.muster.agent.node.SecretUse;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** On an instance: what a new secret does to the node, and that the agent takes one now. */
final class SecretsOrder {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final Duration ASK = Duration.ofSeconds(5);

    private final Context context;
    private final SlotFolder slot;

    SecretsOrder(Context context, SlotFolder slot) {
        this.context = context;
        this.slot = slot;
    }

    /** Says for each program that uses a secret how it takes a new value. */
    void foretell(String secret) throws IOException {
        List<SecretUse> uses = SecretUse.of(NodeSetup.read(slot)).stream()
                .filter(use -> use.secret().equals(secret))
                .toList();
        uses.forEach(use -> context.console().data(use.words()));
        if (uses.isEmpty()) {
            context.console().data("no program uses it");
        }
    }

    /** Has the agent read the secrets again, and waits until it has. */
    void reread() throws IOException, InterruptedException {
        ApiClient agent = ApiClient.of(slot, ASK)
                .orElseThrow(
                        () -> MusterException.failed("no agent answers here", "it reads the secrets at its start"));
        Instant from = context.clock().instant();
        agent.command(new AgentCommand(Verb.REREAD, List.of()));
        while (context.clock().instant().isBefore(from.plus(MOST))) {
            for (JsonNode event : Json.tree(agent.get("/events?since=" + from))) {
                if (event.path("type").asText().equals("secrets")
                        && event.path("message").asText().startsWith("the secrets were read again")) {
                    context.console().data(event.path("message").asText());
                    return;
                }
            }
            Thread.sleep(500);
        }
        throw MusterException.failed(
                "the agent has not read the secrets again in " + MOST.toSeconds() + " s",
                "it tries on; \"muster events\" tells why it cannot");
    }
}
