package dev.muster.cli.command;

import dev.muster.agent.api.AgentCommand.Verb;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does on an instance what its operator asks for by Run Command; the slot is in the environment. */
@Command(description = "Tells the agent of this instance what to do.", mixinStandardHelpOptions = true, hidden = true)
public final class AgentDo implements Callable<Integer> {
    private final Context context;

    @Parameters(
            index = "0",
            paramLabel = "VERB",
            description = "stop, start, restart, rpc, renewal, reread or support-bundle")
    String verb = "";

    @Parameters(index = "1..*", paramLabel = "WORD", description = "rpc: method and parameters; renewal: the secret")
    List<String> words = List.of();

    @Option(names = "--no-wait", description = "do not wait until it is done")
    boolean noWait;

    @Option(names = "--endpoint", paramLabel = "ENDPOINT", description = "rpc: which interface; the first")
    @Nullable String endpoint;

    @Option(names = "--hold", paramLabel = "DIR", description = "where deployments lie")
    Path hold = Path.of("/var/lib/muster");

    @Option(names = "--boot-log", paramLabel = "FILE", description = "support-bundle: what the boot wrote")
    Path bootLog = Path.of("/var/log/muster-prepare.log");

    public AgentDo(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SlotFolder slot = new SlotFolder(hold.resolve(set("DEPLOYMENT")).resolve(set("SLOT")));
        switch (verb) {
            case "stop" -> order(slot, Verb.STOP);
            case "start" -> order(slot, Verb.START);
            case "restart" -> order(slot, Verb.RESTART);
            case "rpc" -> rpc(slot);
            case "renewal" -> new SecretsOrder(context, slot).foretell(secret());
            case "reread" -> new SecretsOrder(context, slot).reread();
            case "support-bundle" -> new SlotBundle(context, slot).handOver(hold, bootLog);
            default ->
                throw MusterException.invalid(
                        "\"" + verb + "\" is nothing an agent does",
                        "write stop, start, restart, rpc, renewal, reread or support-bundle");
        }
        return 0;
    }

    private String set(String variable) {
        String value = context.environment().get(variable);
        if (value == null || value.isEmpty()) {
            throw MusterException.invalid(variable + " is not set: this is for instances that Muster has made", "");
        }
        return value;
    }

    private void order(SlotFolder slot, Verb order) throws IOException, InterruptedException {
        new SlotOrders(context, order, order == Verb.STOP ? NodeState.STOPPED::equals : NodeState::started)
                .give(List.of(slot), !noWait);
    }

    private String secret() {
        if (words.isEmpty()) {
            throw MusterException.invalid("renewal needs the secret's name", "");
        }
        return words.getFirst();
    }

    private void rpc(SlotFolder slot) throws IOException {
        if (words.isEmpty()) {
            throw MusterException.invalid("rpc needs a method", "");
        }
        context.console().data(new RpcCall(endpoint, words.getFirst(), words.subList(1, words.size())).of(slot));
    }
}
