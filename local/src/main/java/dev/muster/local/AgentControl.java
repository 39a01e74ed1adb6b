package dev.muster.local;

import dev.muster.agent.api.AgentCommand;
import dev.muster.agent.api.AgentCommand.Verb;
import dev.muster.agent.api.ApiClient;
import dev.muster.agent.process.Signals;
import dev.muster.agent.run.AgentRecord;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.problem.MusterException;
import dev.muster.core.report.NodeReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Starts, finds and commands the agent of one slot. */
public final class AgentControl {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SlotFolder slot;

    public AgentControl(SlotFolder slot) {
        this.slot = slot;
    }

    /**
     * Sees to it that an agent of this program runs; one of another build hands over, and the node runs on.
     *
     * @param restartAgent whether a running agent must begin anew
     */
    void ensure(AgentProgram program, boolean restartAgent) throws IOException, InterruptedException {
        Optional<AgentRecord> running = AgentProcess.running(slot);
        if (running.isPresent() && (restartAgent || !running.get().jar().equals(program.checksum()))) {
            handOver(running.get(), restartAgent);
            running = Optional.empty();
        }
        if (running.isEmpty()) {
            AgentProcess.start(slot, program);
        }
        awaitAnswer(program);
    }

    private void handOver(AgentRecord agent, boolean stopFirst) throws IOException, InterruptedException {
        tell(new AgentCommand(stopFirst ? Verb.SHUTDOWN : Verb.HANDOVER, List.of()));
        long end = System.nanoTime() + (stopFirst ? Duration.ofMinutes(15) : PATIENCE).toNanos();
        while (agent.process().alive()) {
            if (System.nanoTime() > end) {
                Signals.send(agent.process(), "SIGKILL");
            }
            Thread.sleep(50);
        }
    }

    private void awaitAnswer(AgentProgram program) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<AgentRecord> running = AgentProcess.running(slot);
            if (running.isPresent() && running.get().jar().equals(program.checksum()) && report().isPresent()) {
                return;
            }
            Thread.sleep(50);
        }
        throw MusterException.failed(
                "the agent of " + slot.path() + " does not answer",
                "look into " + slot.logs().resolve("agent.log"));
    }

    /** The node's report from its agent; empty if none answers. */
    public Optional<NodeReport> report() throws IOException {
        Optional<ApiClient> client = ApiClient.of(slot, TIMEOUT);
        if (client.isEmpty() || AgentProcess.running(slot).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(client.get().report());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Gives a command. */
    public void tell(AgentCommand command) throws IOException {
        client().command(command);
    }

    /** The agent's interface. */
    public ApiClient client() throws IOException {
        return ApiClient.of(slot, Duration.ofSeconds(65))
                .orElseThrow(() ->
                        MusterException.failed("no agent was ever started for " + slot.path(), "run \"muster up\""));
    }
}
