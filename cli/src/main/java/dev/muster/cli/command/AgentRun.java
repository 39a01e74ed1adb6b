package dev.muster.cli.command;

import dev.muster.agent.run.AgentMain;
import dev.muster.agent.run.AgentWorld;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.cli.world.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an agent; {@code up} starts it in the background. */
@Command(description = "Runs the agent of a slot in the foreground.", mixinStandardHelpOptions = true, hidden = true)
public final class AgentRun implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "run", description = "run")
    String verb = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "the slot's folder")
    Path slot = Path.of(".");

    @Option(names = "--checksum", description = "of the program")
    String checksum = "";

    public AgentRun(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return AgentMain.run(new SlotFolder(slot), AgentWorld.real(context.version()), checksum);
    }
}
