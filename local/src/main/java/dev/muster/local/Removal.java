package dev.muster.local;

import dev.muster.agent.api.AgentCommand;
import dev.muster.agent.api.AgentCommand.Verb;
import dev.muster.agent.files.Whole;
import dev.muster.agent.process.Marked;
import dev.muster.agent.process.Signals;
import dev.muster.agent.run.AgentRecord;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.node.NodeConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ends what runs in a slot and removes what belongs to the software. */
final class Removal {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final SlotFolder slot;

    Removal(SlotFolder slot) {
        this.slot = slot;
    }

    /** Ends the programs cleanly, then the agent. An agent that does not answer is replaced by one that does. */
    void stop(AgentProgram agents) throws IOException, InterruptedException {
        end(agents);
        long end = System.nanoTime() + ANSWER.toNanos();
        // The guard too: the copy of the program stays as long as a process names it.
        while (!AgentProcess.all(slot).isEmpty() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
    }

    private void end(AgentProgram agents) throws IOException, InterruptedException {
        Optional<AgentRecord> running = begun();
        if (running.isEmpty() && !anyProgram()) {
            return;
        }
        if (running.isPresent() && !answers()) {
            // Its guard first, which would start another one.
            AgentProcess.all(slot).forEach(ProcessHandle::destroyForcibly);
            Signals.send(running.get().process(), "SIGKILL");
            running = Optional.empty();
        }
        AgentControl control = new AgentControl(slot);
        if (running.isEmpty()) {
            control.ensure(agents, false);
        }
        Optional<AgentRecord> agent = AgentProcess.running(slot);
        control.tell(new AgentCommand(Verb.SHUTDOWN, List.of()));
        while (agent.isPresent() && agent.get().process().alive()) {
            Thread.sleep(50);
        }
    }

    /** The agent; one that is just being started gets time to begin, and is ended if it does not. */
    private Optional<AgentRecord> begun() throws IOException, InterruptedException {
        long end = System.nanoTime() + ANSWER.toNanos();
        while (AgentProcess.running(slot).isEmpty() && !AgentProcess.all(slot).isEmpty() && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        Optional<AgentRecord> running = AgentProcess.running(slot);
        if (running.isEmpty()) {
            AgentProcess.all(slot).forEach(ProcessHandle::destroyForcibly);
        }
        return running;
    }

    private boolean answers() throws IOException, InterruptedException {
        long end = System.nanoTime() + ANSWER.toNanos();
        while (System.nanoTime() < end) {
            if (new AgentControl(slot).report().isPresent()) {
                return true;
            }
            Thread.sleep(200);
        }
        return false;
    }

    private boolean anyProgram() throws IOException {
        Optional<NodeConfig> node = slot.node();
        return node.isPresent()
                && slot.blueprint(node.get()).services().keySet().stream()
                        .anyMatch(service -> !Marked.find(node.get().nodeId() + "/" + service)
                                .isEmpty());
    }

    /** Removes everything but the data, the logs and what the node is. */
    void software() throws IOException {
        Whole.remove(slot.path().resolve("etc"));
        Whole.remove(slot.run());
        Whole.remove(slot.installedFile());
    }
}
