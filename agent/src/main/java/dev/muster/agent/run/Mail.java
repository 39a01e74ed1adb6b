package dev.muster.agent.run;

import dev.muster.agent.api.AgentCommand;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What wakes the agent's loop before its time: commands, and news that it then sees by itself. */
final class Mail {
    private final BlockingQueue<Optional<AgentCommand>> queue = new LinkedBlockingQueue<>();

    void command(AgentCommand command) {
        queue.add(Optional.of(command));
    }

    void wake() {
        queue.add(Optional.empty());
    }

    /** Waits for the next; empty if it is no command, or none came in time. */
    Optional<AgentCommand> await(Duration most) throws InterruptedException {
        Optional<AgentCommand> next = queue.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        return next == null ? Optional.empty() : next;
    }
}
