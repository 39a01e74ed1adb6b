package dev.muster.aws.operate;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.deploy.Pace;
import dev.muster.core.problem.MusterException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;
import software.amazon.awssdk.services.ssm.model.InvalidInstanceIdException;
import software.amazon.awssdk.services.ssm.model.InvocationDoesNotExistException;

/**
 * Runs a line of shell on an instance by Run Command of Systems Manager, as root there. Statuses and sizes: the service
 * model of SSM as shipped with botocore 1.43.11 (2026-11-23).
 */
public final class RunCommand {
    /** Characters of the output that Run Command passes on. */
    public static final int MOST_OUTPUT = 24_000;

    /** Seconds until a command counts as not delivered; 30 is the least there is. */
    private static final int DELIVERY = 60;

    /** Questions after the command was accepted in which the invocation may not be known yet. */
    private static final int UNKNOWN_AT_FIRST = 10;

    private final SsmClient client;
    private final Pace pace;

    public RunCommand(Cloud cloud, Pace pace) {
        this.client = cloud.ssm();
        this.pace = pace;
    }

    /**
     * How a command ended.
     *
     * @param code its exit code
     * @param out at most {@value #MOST_OUTPUT} characters
     */
    public record Said(int code, String out, String err) {
        /** Whether the end of the output may be missing. */
        public boolean cut() {
            return out.length() >= MOST_OUTPUT;
        }
    }

    /**
     * Runs a line and waits for its end.
     *
     * @throws MusterException if it was not delivered, or took longer than an hour
     */
    public Said run(Slot slot, String line) throws InterruptedException {
        String instance = instance(slot);
        String id = Refusal.explained(() -> {
            try {
                return client.sendCommand(ask -> ask.documentName("AWS-RunShellScript")
                                .instanceIds(instance)
                                .comment("muster " + slot.name())
                                .timeoutSeconds(DELIVERY)
                                .parameters(Map.of("commands", List.of(line))))
                        .command()
                        .commandId();
            } catch (InvalidInstanceIdException e) {
                throw unreachable(slot, instance, "Systems Manager does not know it");
            }
        });
        Pace.Waiting waiting = pace.begin();
        for (int asked = 0; ; asked++) {
            Optional<GetCommandInvocationResponse> answer = ask(id, instance, asked);
            if (answer.isPresent() && ended(answer.get())) {
                return said(slot, instance, answer.get());
            }
            waiting.pause();
        }
    }

    /**
     * The instance of a slot.
     *
     * @throws MusterException if none runs
     */
    public static String instance(Slot slot) {
        return slot.instance()
                .orElseThrow(() -> MusterException.failed(
                        "no instance runs for " + slot.name()
                                + (slot.wanted() ? "" : ": it was stopped with \"muster stop --instance\""),
                        slot.wanted()
                                ? "\"muster events " + slot.deployment() + "\" tells why"
                                : "\"muster start " + slot.name() + "\" starts it"));
    }

    private Optional<GetCommandInvocationResponse> ask(String id, String instance, int asked) {
        return Refusal.explained(() -> {
            try {
                return Optional.of(
                        client.getCommandInvocation(ask -> ask.commandId(id).instanceId(instance)));
            } catch (InvocationDoesNotExistException e) {
                if (asked < UNKNOWN_AT_FIRST) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private static boolean ended(GetCommandInvocationResponse answer) {
        return switch (answer.status()) {
            case PENDING, IN_PROGRESS, DELAYED, CANCELLING -> false;
            default -> true;
        };
    }

    private static Said said(Slot slot, String instance, GetCommandInvocationResponse answer) {
        return switch (answer.status()) {
            case SUCCESS, FAILED ->
                new Said(
                        answer.responseCode() == null ? 1 : answer.responseCode(),
                        text(answer.standardOutputContent()),
                        text(answer.standardErrorContent()));
            default -> throw unreachable(slot, instance, "Run Command says " + answer.statusDetails());
        };
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    private static MusterException unreachable(Slot slot, String instance, String why) {
        return MusterException.failed(
                "the instance " + instance + " of " + slot.name() + " cannot be reached: " + why,
                "an instance that has just started needs a minute; \"muster logs " + slot.name()
                        + " --source boot\" shows how far it is");
    }
}
