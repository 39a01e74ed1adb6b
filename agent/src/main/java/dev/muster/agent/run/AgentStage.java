package dev.muster.agent.run;

import dev.muster.agent.api.AgentCommand;
import dev.muster.agent.history.EventLog;
import dev.muster.agent.log.LiveLog;
import dev.muster.agent.outlet.Stage;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.report.NodeReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an agent shows to its outlet. */
record AgentStage(SlotFolder slot, Agent agent, LiveLog agentLog) implements Stage {
    @Override
    public Optional<NodeReport> report() {
        return Optional.ofNullable(agent.report());
    }

    @Override
    public Map<String, LiveLog> logs() {
        return agent.logs();
    }

    @Override
    public EventLog events() {
        return agent.journal().events();
    }

    @Override
    public void event(String type, String message) {
        agent.journal().event(type, message);
    }

    @Override
    public Instant rereadAsked() {
        return agent.rereadAsked();
    }

    @Override
    public void renew() {
        agent.command(new AgentCommand(AgentCommand.Verb.RENEW, List.of()));
    }

    @Override
    public void end(String why) {
        agent.end(why);
    }
}
