package dev.muster.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.muster.agent.files.Json;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.cli.world.Context;
import dev.muster.core.blueprint.EndpointDef;
import dev.muster.core.problem.MusterException;
import dev.muster.local.AgentControl;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Calls a node's own JSON-RPC interface. */
@Command(
        description = "Calls a node's own JSON-RPC interface with its credentials; prints the result as JSON.",
        footer = "example: muster rpc getblockchaininfo",
        mixinStandardHelpOptions = true)
public final class Rpc implements Callable<Integer> {
    private final Context context;

    @Option(names = "-d", paramLabel = "NAME[/SLOT]", description = "which node; the only one")
    @Nullable String name;

    @Option(names = "--endpoint", paramLabel = "ENDPOINT", description = "which interface; the first")
    @Nullable String endpoint;

    @Parameters(index = "0", paramLabel = "METHOD", description = "the method")
    String method = "";

    @Parameters(index = "1..*", paramLabel = "PARAM", description = "parameters: JSON, or else text")
    List<String> params = List.of();

    public Rpc(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        SlotFolder slot = new Targets(context).slot(name);
        JsonNode result;
        try {
            result = new AgentControl(slot)
                    .client()
                    .rpc(endpoint(slot), method, params.stream().map(Rpc::param).toList());
        } catch (IOException e) {
            throw new MusterException(MusterException.Exit.FAILED, method + ": " + e.getMessage(), "", e);
        }
        context.console()
                .data(result.isTextual() ? result.asText() : Json.pretty(result).stripTrailing());
        return 0;
    }

    private String endpoint(SlotFolder slot) throws IOException {
        if (endpoint != null) {
            return endpoint;
        }
        return slot.blueprint(slot.node().orElseThrow()).endpoints().values().stream()
                .filter(known -> known.kind().equals("json-rpc"))
                .map(EndpointDef::name)
                .findFirst()
                .orElseThrow(() -> MusterException.invalid("the node has no JSON-RPC interface", ""));
    }

    private static JsonNode param(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
