package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.cli.world.Context;
import dev.muster.core.node.NodeConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says where a node answers. */
@Command(
        description = "Says where a node answers, and in which file the password is. The password itself is not shown.",
        footer = "example: muster endpoint litecoin-regtest --json",
        mixinStandardHelpOptions = true)
public final class Endpoint implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "NAME[/SLOT]", description = "a node; the first of the deployment")
    @Nullable String name;

    @Option(names = "--json", description = "as JSON")
    boolean json;

    public Endpoint(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        SlotFolder slot = new Targets(context).slot(name);
        NodeConfig node = slot.node().orElseThrow();
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        slot.blueprint(node).endpoints().values().forEach(endpoint -> {
            Map<String, String> one = new LinkedHashMap<>();
            one.put("url", "http://" + node.host() + ":" + node.ports().get(endpoint.port()) + endpoint.path());
            endpoint.user().ifPresent(user -> one.put("user", user));
            endpoint.secret()
                    .ifPresent(secret -> one.put(
                            "passwordFile", slot.secrets().resolve(secret).toString()));
            all.put(endpoint.name(), one);
        });
        all.put("agent", Map.of("url", "http://127.0.0.1:" + node.ports().get("agent") + "/health"));
        if (json) {
            context.console().out().print(Json.pretty(all));
        } else {
            all.forEach(
                    (endpoint, words) -> context.console().data(endpoint + "  " + String.join("  ", words.values())));
        }
        return 0;
    }
}
