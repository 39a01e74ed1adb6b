package dev.muster.cli.command;

import dev.muster.agent.slot.SlotFolder;
import dev.muster.aws.operate.RunCommand;
import dev.muster.aws.operate.Slot;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        AwsTargets targets = new AwsTargets(context, aws);
        if (targets.meant(name)) {
            targets.each(name, site -> context.console().data(onAws(site, targets)));
            return 0;
        }
        SlotFolder slot = new Targets(context).slot(name);
        context.console().data(new RpcCall(endpoint, method, params).of(slot));
        return 0;
    }

    private String onAws(AwsSite site, AwsTargets targets) throws InterruptedException {
        Slot slot = site.slot();
        List<String> words = new ArrayList<>(List.of("muster", "agent-do", "rpc"));
        if (endpoint != null) {
            words.add("--endpoint=" + endpoint);
        }
        words.add("--");
        words.add(method);
        words.addAll(params);
        RunCommand.Said said = new RunCommand(site.cloud(), targets.pace()).run(slot, Shells.line(words));
        AwsOrders.require(slot, said);
        if (said.cut()) {
            throw MusterException.failed(
                    "the answer is longer than the " + RunCommand.MOST_OUTPUT
                            + " characters that Run Command passes on",
                    "open a way to the node with \"muster forward\" and ask it directly");
        }
        return said.out().stripTrailing();
    }
}
