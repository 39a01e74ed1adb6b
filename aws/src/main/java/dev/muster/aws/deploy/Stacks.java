package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/** Stacks of a region. */
public final class Stacks {
    private final CloudFormationClient client;

    public Stacks(Cloud cloud) {
        this.client = cloud.cloudFormation();
    }

    CloudFormationClient client() {
        return client;
    }

    /** A stack by its name or its ARN; empty if there is none, nor was lately. */
    public Optional<StackView> find(String name) {
        return Refusal.explained(() -> {
            try {
                return client.describeStacks(ask -> ask.stackName(name)).stacks().stream()
                        .findFirst()
                        .map(Stacks::view);
            } catch (CloudFormationException e) {
                if (unknown(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** CloudFormation has no code of its own for a stack that does not exist. */
    private static boolean unknown(CloudFormationException e) {
        return message(e).contains("does not exist");
    }

    /** What a call that is not valid is told; empty for any other refusal. */
    private static String message(CloudFormationException e) {
        return e.awsErrorDetails() != null
                        && "ValidationError".equals(e.awsErrorDetails().errorCode())
                ? String.valueOf(e.awsErrorDetails().errorMessage())
                : "";
    }

    /** All stacks there are. */
    public List<StackView> all() {
        return Refusal.explained(() -> client.describeStacksPaginator().stacks().stream()
                .map(Stacks::view)
                .toList());
    }

    /** The template as it was handed in. */
    public String template(String name) {
        return Refusal.explained(
                () -> client.getTemplate(ask -> ask.stackName(name).templateStage(TemplateStage.ORIGINAL))
                        .templateBody());
    }

    /** What a stack consists of. */
    public List<Made> resources(String name) {
        return Refusal.explained(() -> client.describeStackResources(ask -> ask.stackName(name))
                        .stackResources())
                .stream()
                .map(one -> new Made(
                        one.logicalResourceId(),
                        one.resourceType(),
                        one.physicalResourceId() == null ? "" : one.physicalResourceId(),
                        one.resourceStatusAsString()))
                .toList();
    }

    /**
     * What happened, the oldest first.
     *
     * @param known the newest event that is known already: those before it are not fetched; empty for the beginning of
     *     the operation that was begun last
     */
    List<StackEvent> events(String stack, Optional<String> known) {
        List<StackEvent> newest = new ArrayList<>();
        String token = null;
        do {
            String page = token;
            DescribeStackEventsResponse answer = Refusal.explained(
                    () -> client.describeStackEvents(ask -> ask.stackName(stack).nextToken(page)));
            for (var one : answer.stackEvents()) {
                StackEvent event = event(one);
                if (known.filter(event.id()::equals).isPresent()) {
                    return newest.reversed();
                }
                newest.add(event);
                if (known.isEmpty() && event.begins()) {
                    return newest.reversed();
                }
            }
            token = answer.nextToken();
        } while (token != null);
        return newest.reversed();
    }

    /** Everything that happened, the newest first; read only as far as it is wanted. */
    public Stream<StackEvent> history(String stack) {
        return Refusal.explained(
                        () -> client.describeStackEventsPaginator(ask -> ask.stackName(stack)).stackEvents().stream())
                .map(Stacks::event);
    }

    private static StackEvent event(software.amazon.awssdk.services.cloudformation.model.StackEvent one) {
        return new StackEvent(
                one.eventId(),
                one.timestamp(),
                one.logicalResourceId(),
                one.resourceType(),
                one.resourceStatusAsString(),
                one.resourceStatusReason() == null ? "" : one.resourceStatusReason());
    }

    /** The newest event; empty if nothing happened yet. */
    Optional<String> newest(String stack) {
        return Refusal.explained(() -> client.describeStackEvents(ask -> ask.stackName(stack)).stackEvents().stream()
                .findFirst()
                .map(event -> event.eventId()));
    }

    /** When the work on a stack was begun and by whom, in words: its change set says so, a removal has none. */
    String begun(StackView stack) {
        String since = "since " + stack.changed();
        try {
            String set = client.describeStacks(ask -> ask.stackName(stack.id()))
                    .stacks()
                    .getFirst()
                    .changeSetId();
            String by = set == null || stack.status().startsWith("DELETE")
                    ? null
                    : client.describeChangeSet(ask -> ask.changeSetName(set).stackName(stack.id()))
                            .description();
            return by == null ? since : since + " with " + by;
        } catch (SdkException e) {
            // Only who it is stays unknown; what goes on is followed all the same.
            return since;
        }
    }

    /** Begins to delete a stack. */
    void delete(StackView stack) {
        String token = Fingerprint.of(
                "delete", stack.id(), stack.status(), stack.changed().toString());
        Refusal.explained(
                () -> client.deleteStack(ask -> ask.stackName(stack.id()).clientRequestToken(token)));
    }

    /**
     * Cancels an update.
     *
     * @param newest event: tells this update from others
     * @return false if it is too late: only {@code UPDATE_IN_PROGRESS} can be cancelled ("CancelUpdateStack", API
     *     reference of CloudFormation, 2026-11-28)
     */
    boolean cancelUpdate(StackView stack, Optional<String> newest) {
        String token = Fingerprint.of("cancel", stack.id(), newest.orElse(""));
        return Refusal.explained(() -> {
            try {
                client.cancelUpdateStack(ask -> ask.stackName(stack.id()).clientRequestToken(token));
                return true;
            } catch (CloudFormationException e) {
                if (message(e).contains("cannot be called from current stack status")) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Tries the way back from a failed change once more. */
    void goOnBack(StackView stack) {
        String token = Fingerprint.of(
                "back", stack.id(), stack.status(), stack.changed().toString());
        Refusal.explained(() ->
                client.continueUpdateRollback(ask -> ask.stackName(stack.id()).clientRequestToken(token)));
    }

    private static StackView view(Stack stack) {
        Instant changed = stack.lastUpdatedTime() == null ? stack.creationTime() : stack.lastUpdatedTime();
        return new StackView(
                stack.stackName(),
                stack.stackId(),
                stack.stackStatusAsString(),
                map(stack.parameters(), Parameter::parameterKey, Parameter::parameterValue),
                map(stack.outputs(), Output::outputKey, Output::outputValue),
                map(stack.tags(), Tag::key, Tag::value),
                changed);
    }

    private static <T> Map<String, String> map(List<T> all, Function<T, String> key, Function<T, String> value) {
        Map<String, String> map = new TreeMap<>();
        all.forEach(one -> map.put(key.apply(one), value.apply(one)));
        return map;
    }
}
