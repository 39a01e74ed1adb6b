package dev.muster.agent.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.api.AgentCommand;
import dev.muster.agent.api.AgentFace;
import dev.muster.agent.api.ApiAnswer;
import dev.muster.agent.files.Json;
import dev.muster.agent.log.LiveLog;
import dev.muster.agent.log.LogReader;
import dev.muster.agent.node.PrometheusText;
import dev.muster.agent.probe.ProbeException;
import dev.muster.agent.probe.RpcErrorException;
import dev.muster.core.report.NodeReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers over HTTP what the agent knows. */
final class AgentApi implements AgentFace {
    /** A report that is older says that the agent's own loop hangs. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Agent agent;
    private final LiveLog agentLog;
    private final InstantSource clock;

    AgentApi(Agent agent, LiveLog agentLog, InstantSource clock) {
        this.agent = agent;
        this.agentLog = agentLog;
        this.clock = clock;
    }

    @Override
    public ApiAnswer health() {
        NodeReport report = agent.report();
        if (report == null) {
            return ApiAnswer.json(503, Map.of("state", "unknown", "reason", "the agent has just begun"));
        }
        boolean fresh =
                Duration.between(Instant.parse(report.at()), clock.instant()).compareTo(FRESH) < 0;
        return ApiAnswer.json(
                fresh ? report.health().code() : 503,
                Map.of("state", report.state().text(), "reason", report.reason()));
    }

    @Override
    public ApiAnswer report() {
        NodeReport report = agent.report();
        return report == null ? ApiAnswer.error(503, "the agent has just begun") : ApiAnswer.json(200, report);
    }

    @Override
    public ApiAnswer metrics() {
        NodeReport report = agent.report();
        return report == null
                ? ApiAnswer.error(503, "the agent has just begun")
                : ApiAnswer.text(200, PrometheusText.of(report));
    }

    @Override
    public ApiAnswer events(Map<String, String> query) throws IOException {
        return ApiAnswer.json(
                200,
                query.containsKey("since")
                        ? agent.journal().events().since(Instant.parse(query.get("since")))
                        : agent.journal().events().tail(Integer.parseInt(query.getOrDefault("last", "50"))));
    }

    @Override
    public ApiAnswer history(Map<String, String> query) throws IOException {
        Instant to = query.containsKey("to") ? Instant.parse(query.get("to")) : clock.instant();
        Instant from = query.containsKey("from") ? Instant.parse(query.get("from")) : to.minus(Duration.ofHours(1));
        Duration step = Duration.ofSeconds(Long.parseLong(query.getOrDefault("step", "10")));
        return ApiAnswer.json(200, agent.housekeeping().history(from, to, step));
    }

    @Override
    public ApiAnswer logs(Map<String, String> query) throws IOException {
        LogReader reader = new LogReader(log(query));
        if (query.containsKey("from")) {
            return ApiAnswer.json(200, reader.from(Long.parseLong(query.get("from"))));
        }
        List<String> last = reader.last(Integer.parseInt(query.getOrDefault("last", "100")));
        String text = last.isEmpty() ? "" : String.join("\n", last) + "\n";
        return ApiAnswer.json(200, new LogReader.Slice(text, reader.end()));
    }

    private LiveLog log(Map<String, String> query) {
        if (query.getOrDefault("source", "node").equals("agent")) {
            return agentLog;
        }
        String first = agent.logs().keySet().iterator().next();
        LiveLog log = agent.logs().get(query.getOrDefault("service", first));
        if (log == null) {
            throw new IllegalArgumentException("there is no service \"" + query.get("service") + "\"; there are "
                    + agent.logs().keySet());
        }
        return log;
    }

    @Override
    public ApiAnswer command(String body) throws IOException {
        JsonNode request = Json.tree(body);
        List<String> services = new ArrayList<>();
        request.path("services").forEach(name -> services.add(name.asText()));
        agent.command(AgentCommand.of(request.path("command").asText(), services));
        return ApiAnswer.json(202, Map.of("accepted", true));
    }

    @Override
    public ApiAnswer rpc(String body) throws IOException {
        JsonNode request = Json.tree(body);
        try {
            JsonNode result = agent.probes()
                    .rpc()
                    .call(
                            request.path("endpoint").asText(),
                            request.path("method").asText(),
                            request.path("params").toString());
            return ApiAnswer.json(200, result);
        } catch (RpcErrorException e) {
            return ApiAnswer.error(422, e.said() + " (code " + e.code() + ")");
        } catch (ProbeException e) {
            return ApiAnswer.error(502, String.valueOf(e.getMessage()));
        }
    }
}
