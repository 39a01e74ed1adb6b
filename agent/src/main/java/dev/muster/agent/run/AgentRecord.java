package dev.muster.agent.run;

import dev.muster.agent.process.ProcessId;

/**
 * {@code run/agent.json}: the agent that holds a slot.
 *
 * @param jar checksum of the program it runs
 */
public record AgentRecord(ProcessId process, String jar, String startedAt) {}
