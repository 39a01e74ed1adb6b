package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.synth.StackPlan;
import dev.muster.core.problem.MusterException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/**
 * Change sets with names that follow from what they hold and what the stack was: a run that is repeated after it was
 * killed finds the one it has made, and never makes another beside it.
 */
final class ChangeSets {
    /** Largest template in the call itself; service model of CloudFormation, botocore 1.43.11 (2026-11-22). */
    static final int LARGEST_BODY = 51_200;

    private final CloudFormationClient client;
    private final Pace pace;
    private final String run;

    /** @param run tells this run from others: a token is for the tries of one run */
    ChangeSets(Stacks stacks, Pace pace, String run) {
        this.client = stacks.client();
        this.pace = pace;
        this.run = run;
    }

    /** A change set that can be carried out. */
    record Ready(String id, String stack, String token) {}

    /**
     * What a stack shall be.
     *
     * @param command who wants it and how, for others who look
     * @param template its address in the bucket if it is too large for the call
     */
    record Wanted(
            String name,
            String body,
            Map<String, String> values,
            Map<String, String> tags,
            String command,
            Optional<String> template) {
        static Wanted of(StackPlan plan, String by, Optional<String> template) {
            Map<String, String> values = new TreeMap<>();
            plan.parameters().forEach((name, input) -> values.put(name, input.text()));
            return new Wanted(
                    plan.name(),
                    plan.template().compact(),
                    values,
                    new TreeMap<>(plan.tags()),
                    "muster up by " + by,
                    template);
        }
    }

    /**
     * Makes the change set of what is wanted, or finds it.
     *
     * @return empty if the stack is so already
     */
    Optional<Ready> prepare(Wanted plan, Optional<StackView> there) throws InterruptedException {
        boolean create = StackView.standing(there) == Standing.ABSENT;
        String base =
                create ? "new" : there.map(one -> one.id() + one.changed()).orElse("");
        String name = Fingerprint.of(
                plan.body(), plan.values().toString(), plan.tags().toString(), base);
        String id = make(plan, create, name);
        DescribeChangeSetResponse made = await(id, plan.name());
        if (made.status() == ChangeSetStatus.FAILED) {
            Refusal.explained(
                    () -> client.deleteChangeSet(ask -> ask.changeSetName(id).stackName(plan.name())));
            if (nothing(made.statusReason())) {
                return Optional.empty();
            }
            throw MusterException.failed(
                    "CloudFormation cannot make a change set for " + plan.name() + ": " + made.statusReason(), "");
        }
        return Optional.of(new Ready(made.changeSetId(), plan.name(), Fingerprint.of(made.changeSetId())));
    }

    /** What CloudFormation and the transforms before it say of a change set that changes nothing. */
    private static boolean nothing(String reason) {
        return reason != null
                && (reason.contains("didn't contain changes") || reason.contains("No updates are to be performed"));
    }

    private String make(Wanted plan, boolean create, String name) {
        CreateChangeSetRequest.Builder request = CreateChangeSetRequest.builder()
                .stackName(plan.name())
                .changeSetName(name)
                .clientToken(Fingerprint.of(name, run))
                .changeSetType(create ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
                .description(plan.command())
                .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_NAMED_IAM)
                .parameters(plan.values().entrySet().stream()
                        .map(one -> Parameter.builder()
                                .parameterKey(one.getKey())
                                .parameterValue(one.getValue())
                                .build())
                        .toList())
                .tags(plan.tags().entrySet().stream()
                        .map(one -> Tag.builder()
                                .key(one.getKey())
                                .value(one.getValue())
                                .build())
                        .toList());
        plan.template().ifPresentOrElse(request::templateURL, () -> request.templateBody(plan.body()));
        return Refusal.explained(() -> {
            try {
                return client.createChangeSet(request.build()).id();
            } catch (AlreadyExistsException e) {
                // Made by a run before this one, of the same content: that is what the name says.
                return name;
            }
        });
    }

    private DescribeChangeSetResponse await(String id, String stack) throws InterruptedException {
        Pace.Waiting waiting = pace.begin();
        while (true) {
            DescribeChangeSetResponse answer = Refusal.explained(
                    () -> client.describeChangeSet(ask -> ask.changeSetName(id).stackName(stack)));
            List<ChangeSetStatus> unfinished =
                    List.of(ChangeSetStatus.CREATE_PENDING, ChangeSetStatus.CREATE_IN_PROGRESS);
            if (!unfinished.contains(answer.status())) {
                return answer;
            }
            waiting.pause();
        }
    }

    /**
     * Begins to carry it out; one that a run before this one has begun is left alone.
     *
     * @return whether it was begun here
     */
    boolean execute(Ready ready) {
        return Refusal.explained(() -> {
            try {
                var there = client.describeChangeSet(
                        ask -> ask.changeSetName(ready.id()).stackName(ready.stack()));
                return begin(ready, there);
            } catch (ChangeSetNotFoundException e) {
                // CloudFormation removes a change set once the stack is what it says.
                return false;
            }
        });
    }

    /** What each status means: ExecutionStatus in the service model of botocore 1.43.11 (2026-11-22). */
    private boolean begin(Ready ready, DescribeChangeSetResponse there) {
        return switch (there.executionStatus()) {
            case AVAILABLE -> {
                client.executeChangeSet(ask ->
                        ask.changeSetName(ready.id()).stackName(ready.stack()).clientRequestToken(ready.token()));
                yield true;
            }
            case EXECUTE_IN_PROGRESS, EXECUTE_COMPLETE -> false;
            default ->
                throw MusterException.failed(
                        "the change set of " + ready.stack() + " can no longer be carried out ("
                                + there.executionStatusAsString() + "): somebody else has changed the stack",
                        "run the same command again");
        };
    }
}
