package dev.muster.agent.api;

import java.util.List;
import java.util.Locale;

/**
 * What an agent can be told to do, by whatever carrier.
 *
 * @param services names of services for {@link Verb#RESTART}; all if empty
 */
public record AgentCommand(Verb command, List<String> services) {
    /** The verbs. */
    public enum Verb {
        /** Stop and start the programs. */
        RESTART,
        /** Stop the programs; the agent stays. */
        STOP,
        /** Start the programs. */
        START,
        /** Read node.json again; restart what is changed by it. */
        RELOAD,
        /** Read the secrets again where they are kept; programs that use a new one get it. */
        REREAD,
        /** Give programs what is new in the secrets' files. */
        RENEW,
        /** Stop the programs, then the agent. */
        SHUTDOWN,
        /** End the agent and leave the programs running, for a newer agent to take over. */
        HANDOVER
    }

    /** @throws IllegalArgumentException if there is no such command */
    public static AgentCommand of(String word, List<String> services) {
        try {
            return new AgentCommand(Verb.valueOf(word.toUpperCase(Locale.ROOT)), services);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("there is no command \"" + word + "\"", e);
        }
    }
}
