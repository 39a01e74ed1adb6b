package dev.muster.agent.outlet;

import dev.muster.agent.history.EventLog;
import dev.muster.agent.log.LiveLog;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.report.NodeReport;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What an outlet sees of an agent and may tell it. All of it may be called from any thread, and none of it waits. */
public interface Stage {
    /** The slot's files. */
    SlotFolder slot();

    /** What the node last told; empty before the first time. */
    Optional<NodeReport> report();

    /** Logs of the node's programs by service. */
    Map<String, LiveLog> logs();

    /** The agent's own log. */
    LiveLog agentLog();

    /** What happened. */
    EventLog events();

    /** Writes down what happened. */
    void event(String type, String message);

    /** When somebody last asked for the secrets to be read again; the beginning of time before that. */
    Instant rereadAsked();

    /** Programs that run get what is new in the secrets' files. */
    void renew();

    /** Stops the programs cleanly and then ends the agent; {@code why} is shown meanwhile. */
    void end(String why);
}
