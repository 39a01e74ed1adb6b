package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.StrictAws;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happened to nodes on AWS: the stack's events and the agents' own in one story; and what can be said of a fleet,
 * whose nodes have no numbers yet.
 *
 * <p>Sabotage: the agents' log is not read, or not sorted in; --since is for the stack alone; a command for one node
 * takes a fleet for a deployment without nodes.
 */
class AwsEventsTest {
    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    @TempDir
    Path folder;

    private final Front front = AWS.front();
    private final Aws aws = Aws.of(AWS);
    private Typed typed;

    @BeforeEach
    void empty() throws Exception {
        front.stacks().pace(1000);
        typed = aws.typed(folder);
    }

    private void up(String spec) throws Exception {
        String file = Files.writeString(folder.resolve("spec.yaml"), spec).toString();
        assertThat(typed.run("up", file, "--yes")).as(typed.err()).isZero();
    }

    private void tell(String group, String stream, Instant at, String message) throws Exception {
        if (aws.text("logs", "describe-log-streams", "--log-group-name", group, "--log-stream-name-prefix", stream)
                .isEmpty()) {
            aws.text("logs", "create-log-stream", "--log-group-name", group, "--log-stream-name", stream);
        }
        String event = Json.line(List.of(java.util.Map.of("timestamp", at.toEpochMilli(), "message", message)));
        aws.text(
                "logs",
                "put-log-events",
                "--log-group-name",
                group,
                "--log-stream-name",
                stream,
                "--log-events",
                event);
    }

    private List<JsonNode> events(String... more) throws Exception {
        List<String> words = new java.util.ArrayList<>(List.of("events", "--json", "-n", "200"));
        words.addAll(List.of(more));
        assertThat(typed.run(words.toArray(String[]::new))).as(typed.err()).isZero();
        List<JsonNode> lines = new java.util.ArrayList<>();
        for (String line : typed.out().lines().toList()) {
            lines.add(Json.tree(line));
        }
        return lines;
    }

    @Test
    void whatTheAgentNoticedStandsAmongWhatTheStackDid() throws Exception {
        up(AwsSpecs.SINGLE);
        Instant now = Instant.now();
        tell("/muster/lite", "1/agent", now, "a line of the agent's own log");
        tell("/muster/lite", "1/agent/events", now.minus(Duration.ofHours(3)), "state: syncing: 3 of 9 blocks");
        tell("/muster/lite", "1/agent/events", now, "restart: litecoind ended with 1");
        List<JsonNode> all = events("lite");
        assertThat(all)
                .isSortedAccordingTo((a, b) -> Instant.parse(a.path("at").asText())
                        .compareTo(Instant.parse(b.path("at").asText())));
        assertThat(all.getFirst().path("type").asText()).isEqualTo("state");
        assertThat(all.getFirst().path("message").asText()).isEqualTo("syncing: 3 of 9 blocks");
        assertThat(all.getLast().path("slot").asText()).isEqualTo("1");
        assertThat(all.getLast().path("message").asText()).isEqualTo("litecoind ended with 1");
        assertThat(all).extracting(one -> one.path("type").asText()).contains("stack");
        assertThat(all).extracting(one -> one.path("message").asText()).doesNotContain("a line of the agent's own log");
        assertThat(events("lite", "--since", "1h"))
                .extracting(one -> one.path("type").asText())
                .contains("stack", "restart")
                .doesNotContain("state");
        assertThat(events("lite", "--node", "1"))
                .hasSizeGreaterThan(3)
                .allSatisfy(one -> assertThat(one.path("slot").asText()).isEqualTo("1"));
        assertThat(typed.run("events", "lite", "--node", "2")).isEqualTo(2);
        assertThat(typed.err()).contains("lite has no node 2", "it has [1]");
        assertThat(typed.run("logs", "lite", "--source", "agent")).isZero();
        assertThat(typed.out()).contains("a line of the agent's own log", "restart: litecoind ended with 1");
    }

    @Test
    void aFleetShowsLogsAndEventsAndRefusesWhatIsForOneNode() throws Exception {
        up(AwsSpecs.SINGLE.replace("name: lite", "name: many\ntopology: fleet\nnodes: 2"));
        tell("/muster/many", "fleet/agent/events", Instant.now(), "state: in-sync: at the tip");
        tell("/muster/many", "fleet/node", Instant.now(), "a block came");
        assertThat(events("many"))
                .extracting(
                        one -> one.path("slot").asText() + one.path("message").asText())
                .contains("fleetin-sync: at the tip");
        assertThat(typed.run("logs", "many")).as(typed.err()).isZero();
        assertThat(typed.out()).isEqualTo("a block came\n");
        assertThat(typed.run("status", "many")).as(typed.err()).isZero();
        for (List<String> words : List.of(
                List.of("stop", "many"),
                List.of("stop", "many", "--instance"),
                List.of("start", "many"),
                List.of("restart", "many/1"),
                List.of("rpc", "-d", "many", "getblockcount"),
                List.of("shell", "many", "--command", "id"),
                List.of("metrics", "many"),
                List.of("support-bundle", "many", "-o", folder + "/many.zip"),
                List.of("endpoint", "many"))) {
            assertThat(typed.run(words.toArray(String[]::new)))
                    .as(words.toString())
                    .isEqualTo(2);
            assertThat(typed.err())
                    .contains("many is a fleet: its nodes have no numbers", "\"muster logs many\"", "start-session");
        }
    }
}
