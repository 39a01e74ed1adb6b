package dev.muster.aws.operate;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Refusal;
import dev.muster.core.problem.MusterException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.StartSessionRequest;
import software.amazon.awssdk.services.ssm.model.StartSessionResponse;
import software.amazon.awssdk.services.ssm.model.TargetNotConnectedException;

/** Sessions of Session Manager; what is typed and forwarded is carried by its plugin. */
public final class Sessions {
    private final SsmClient client;

    public Sessions(Cloud cloud) {
        this.client = cloud.ssm();
    }

    /**
     * A session that waits for the plugin.
     *
     * @param response with the token, as the plugin wants it; a secret
     * @param request as the plugin wants it
     */
    public record Session(String id, Map<String, String> response, Map<String, Object> request) {}

    /** Opens a shell on the instance of a slot. */
    public Session shell(Slot slot) {
        return start(slot, StartSessionRequest.builder().target(RunCommand.instance(slot)), new LinkedHashMap<>());
    }

    /** Opens a way from a port of this machine to one of the instance's loopback. */
    public Session forward(Slot slot, int port, int local) {
        // "AWS-StartPortForwardingSession" and its parameters: "Starting a session (port forwarding)",
        // docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html
        // (2026-11-23).
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put("portNumber", List.of(String.valueOf(port)));
        parameters.put("localPortNumber", List.of(String.valueOf(local)));
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("DocumentName", "AWS-StartPortForwardingSession");
        request.put("Parameters", parameters);
        return start(
                slot,
                StartSessionRequest.builder()
                        .target(RunCommand.instance(slot))
                        .documentName("AWS-StartPortForwardingSession")
                        .parameters(parameters),
                request);
    }

    private Session start(Slot slot, StartSessionRequest.Builder ask, Map<String, Object> more) {
        String instance = RunCommand.instance(slot);
        StartSessionResponse answer = Refusal.explained(() -> {
            try {
                return client.startSession(ask.reason("muster").build());
            } catch (TargetNotConnectedException e) {
                throw MusterException.failed(
                        "the instance " + instance + " of " + slot.name() + " is not connected to Session Manager",
                        "an instance that has just started needs a minute; \"muster logs " + slot.name()
                                + " --source boot\" shows how far it is");
            }
        });
        Map<String, String> response = new LinkedHashMap<>();
        response.put("SessionId", answer.sessionId());
        response.put("TokenValue", answer.tokenValue());
        response.put("StreamUrl", answer.streamUrl());
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("Target", instance);
        request.putAll(more);
        return new Session(answer.sessionId(), response, request);
    }

    /** Ends a session that nobody will use. */
    public void end(Session session) {
        Refusal.explained(() -> client.terminateSession(ask -> ask.sessionId(session.id())));
    }
}
