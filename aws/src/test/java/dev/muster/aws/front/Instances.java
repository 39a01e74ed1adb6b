package dev.muster.aws.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Systems Manager on instances: Run Command, which the emulator only pretends, and sessions, which it does not know. What
 * runs on an instance is handed in. Statuses, sizes and errors: the service model of SSM, botocore 1.43.11 (2026-11-23).
 */
public final class Instances implements Rule {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> JSON = Map.of("content-type", "application/x-amz-json-1.1");

    /** What a line of shell did. */
    public record Done(int code, String out, String err) {}

    /** An instance's shell. */
    @FunctionalInterface
    public interface Shell {
        Done run(String instance, String line) throws Exception;
    }

    private record Invocation(String instance, ObjectNode answer) {}

    private final Map<String, Invocation> invocations = new ConcurrentHashMap<>();
    private final Set<String> sessions = new TreeSet<>();
    private final Set<String> deaf = ConcurrentHashMap.newKeySet();
    private volatile Optional<Shell> shell = Optional.empty();

    @Override
    public synchronized void reset() {
        invocations.clear();
        sessions.clear();
        deaf.clear();
        shell = Optional.empty();
    }

    /** From now on instances have this shell; without one no command is delivered. */
    public void run(Shell with) {
        shell = Optional.of(with);
    }

    /** From now on no command is delivered to this one. */
    public void deafen(String instance) {
        deaf.add(instance);
    }

    /** Sessions that were begun and not ended. */
    public synchronized Set<String> sessions() {
        return Set.copyOf(sessions);
    }

    @Override
    public Optional<Answer> before(Call call, Emulator emulator) throws IOException {
        if (!call.is("ssm", "SendCommand", "GetCommandInvocation", "StartSession", "TerminateSession")) {
            return Optional.empty();
        }
        JsonNode asked = MAPPER.readTree(call.body());
        return Optional.of(
                switch (call.action()) {
                    case "SendCommand" -> send(call, asked, emulator);
                    case "GetCommandInvocation" -> invocation(call, asked);
                    case "StartSession" -> session(call, asked, emulator);
                    default -> end(asked);
                });
    }

    private static boolean runs(Call call, String instance, Emulator emulator) throws IOException {
        Answer answer = emulator.ask(
                call, "ec2", Map.of("Action", "DescribeInstances", "Version", "2016-11-15", "InstanceId.1", instance));
        return answer.code() == 200 && answer.text().contains("<name>running</name>");
    }

    private Answer send(Call call, JsonNode asked, Emulator emulator) throws IOException {
        String instance = asked.path("InstanceIds").path(0).asText();
        if (!asked.path("DocumentName").asText().equals("AWS-RunShellScript")) {
            return Answer.refusal(call, 400, "InvalidDocument", "document does not exist");
        }
        if (asked.path("TimeoutSeconds").asInt(3600) < 30) {
            return Answer.refusal(call, 400, "ValidationException", "TimeoutSeconds must be at least 30");
        }
        if (!runs(call, instance, emulator)) {
            return Answer.refusal(call, 400, "InvalidInstanceId", "Instances not in a valid state for account");
        }
        String id = UUID.randomUUID().toString();
        ObjectNode answer = MAPPER.createObjectNode()
                .put("CommandId", id)
                .put("InstanceId", instance)
                .put("Status", "InProgress")
                .put("StatusDetails", "InProgress")
                .put("ResponseCode", -1);
        String line = asked.path("Parameters").path("commands").path(0).asText();
        // The first question may come before the service knows of the command; here it always does.
        Thread.ofVirtual().start(() -> done(id, instance, answer, line));
        return json(MAPPER.createObjectNode()
                .set("Command", MAPPER.createObjectNode().put("CommandId", id).put("Status", "Pending")));
    }

    private void done(String id, String instance, ObjectNode going, String line) {
        ObjectNode ended = going.deepCopy();
        if (shell.isEmpty() || deaf.contains(instance)) {
            invocations.put(
                    id,
                    new Invocation(
                            instance, ended.put("Status", "TimedOut").put("StatusDetails", "Delivery Timed Out")));
            return;
        }
        invocations.put(id, new Invocation(instance, going));
        Done done;
        try {
            done = shell.get().run(instance, line);
        } catch (Exception e) {
            done = new Done(127, "", String.valueOf(e));
        }
        String status = done.code() == 0 ? "Success" : "Failed";
        ended.put("Status", status)
                .put("StatusDetails", status)
                .put("ResponseCode", done.code())
                .put("StandardOutputContent", head(done.out(), 24_000))
                .put("StandardErrorContent", head(done.err(), 8_000));
        invocations.put(id, new Invocation(instance, ended));
    }

    private static String head(String text, int most) {
        return text.substring(0, Math.min(most, text.length()));
    }

    private Answer invocation(Call call, JsonNode asked) {
        Invocation there = invocations.get(asked.path("CommandId").asText());
        return there == null
                        || !there.instance().equals(asked.path("InstanceId").asText())
                ? Answer.refusal(call, 400, "InvocationDoesNotExist", "")
                : json(there.answer());
    }

    private synchronized Answer session(Call call, JsonNode asked, Emulator emulator) throws IOException {
        String instance = asked.path("Target").asText();
        if (!runs(call, instance, emulator)) {
            return Answer.refusal(call, 400, "TargetNotConnected", instance + " is not connected.");
        }
        String id = "someone-" + UUID.randomUUID();
        sessions.add(id);
        return json(MAPPER.createObjectNode()
                .put("SessionId", id)
                .put("TokenValue", "token-of-" + id)
                .put("StreamUrl", "wss://ssmmessages." + call.region() + ".amazonaws.com/v1/data-channel/" + id));
    }

    private synchronized Answer end(JsonNode asked) {
        sessions.remove(asked.path("SessionId").asText());
        return json(MAPPER.createObjectNode()
                .put("SessionId", asked.path("SessionId").asText()));
    }

    private static Answer json(JsonNode answer) {
        return new Answer(200, JSON, answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
