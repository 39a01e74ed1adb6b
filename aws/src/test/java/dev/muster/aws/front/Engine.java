package dev.muster.aws.front;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the emulator's CloudFormation lacks: it works while one looks on, tells of each resource, waits for signals,
 * fails and undoes. What succeeds is really made in the emulator, when the stack completes; what fails never was.
 */
public final class Engine implements Rule {
    /** A failure that was seen on AWS: the resource, and what CloudFormation said of it. */
    public record Recorded(String stack, String logicalId, String reason) {}

    private final Map<String, StackModel> stacks = new LinkedHashMap<>();
    private final Map<String, ChangeSet> changeSets = new LinkedHashMap<>();
    private final Map<String, Recorded> failures = new HashMap<>();
    /** A call that is repeated with its token gets its first answer again. */
    private final Set<String> known = new HashSet<>();

    private boolean nodesStart = true;
    private boolean alarmsStay;
    private int pace = 12;

    @Override
    public synchronized void reset() {
        stacks.clear();
        changeSets.clear();
        failures.clear();
        known.clear();
        nodesStart = true;
        alarmsStay = false;
        pace = 12;
    }

    /** From now on a stack that is deleted leaves its alarms behind and says that they are gone. */
    public void leaveAlarms() {
        alarmsStay = true;
    }

    /** From now on nodes start only when somebody signals. */
    public void signalsByHand() {
        nodesStart = false;
    }

    /** How many events come to light with each look. */
    public void pace(int events) {
        pace = events;
    }

    /** The next operation on a stack fails as it once did. */
    public void fail(Recorded failure) {
        failures.put(failure.stack(), failure);
    }

    StackModel byName(Call call, String name) {
        return stacks.values().stream()
                .filter(stack -> stack.region.equals(call.region()))
                .filter(stack -> stack.name.equals(name) || stack.id.equals(name))
                .filter(stack -> !stack.status.equals("DELETE_COMPLETE") || stack.id.equals(name))
                .reduce((first, last) -> last)
                .orElse(null);
    }

    Optional<ChangeSet> changeSet(Call call) {
        String named = call.values().getOrDefault("ChangeSetName", "");
        String stack = call.values().getOrDefault("StackName", "");
        return changeSets.values().stream()
                .filter(one -> one.id().equals(named)
                        || (one.name().equals(named)
                                && (one.stackName().equals(stack)
                                        || one.stackId().equals(stack))))
                .reduce((first, last) -> last);
    }

    @Override
    public synchronized Optional<Answer> before(Call call, Emulator emulator) throws IOException {
        if (!call.is("cloudformation")) {
            return Optional.empty();
        }
        StackModel stack = byName(call, call.values().getOrDefault("StackName", ""));
        return switch (call.action()) {
            case "DescribeStacks" -> {
                look(stack);
                yield Optional.empty();
            }
            case "DescribeStackEvents" -> {
                look(stack);
                yield Optional.ofNullable(stack).map(one -> EventXml.page(one, call));
            }
            case "DescribeStackResources" -> {
                look(stack);
                if (stack != null && stack.status.equals("CREATE_IN_PROGRESS")) {
                    stack.makeNow();
                }
                yield Optional.ofNullable(stack).map(one -> one.remembered);
            }
            case "DeleteChangeSet" -> forget(call);
            case "ExecuteChangeSet" -> execute(call, emulator);
            case "DeleteStack" -> stack == null ? Optional.empty() : Optional.of(delete(call, stack, emulator));
            case "SignalResource" -> Optional.of(signal(call, stack));
            case "CancelUpdateStack" -> stack == null ? Optional.empty() : Optional.of(cancel(call, stack));
            default -> Optional.empty();
        };
    }

    private void look(StackModel named) throws IOException {
        for (StackModel stack : named == null ? Set.copyOf(stacks.values()) : Set.of(named)) {
            stack.advance(pace, nodesStart);
        }
    }

    @Override
    public synchronized Answer after(Call call, Answer answer, Emulator emulator) throws IOException {
        if (!call.is("cloudformation") || answer.code() != 200) {
            return answer;
        }
        return switch (call.action()) {
            case "CreateChangeSet" -> {
                remember(call, answer, emulator);
                yield answer;
            }
            case "DescribeStacks" -> StackXml.withStatus(answer, stacks);
            case "DescribeStackResources" -> {
                StackModel stack = byName(call, call.values().getOrDefault("StackName", ""));
                yield stack == null ? answer : StackXml.resources(answer, stack);
            }
            default -> answer;
        };
    }

    private void remember(Call call, Answer answer, Emulator emulator) throws IOException {
        String stackId = Xml.first(answer.text(), "StackId").orElseThrow();
        String id = Xml.first(answer.text(), "Id").orElseThrow();
        if (!known.add(id)) {
            return;
        }
        String body = Templates.text(call, emulator).orElseThrow();
        JsonNode template = Templates.json(body);
        String name = stackId.split("/", -1)[1];
        stacks.computeIfAbsent(stackId, key -> new StackModel(call.region(), name, stackId, template));
        changeSets.put(
                id,
                new ChangeSet(
                        id,
                        call.values().get("ChangeSetName"),
                        stackId,
                        name,
                        call.values().getOrDefault("ChangeSetType", "UPDATE"),
                        body,
                        call.pairs("Parameters", "ParameterKey", "ParameterValue"),
                        template));
    }

    /**
     * One that is gone is deleted well: the API's page of DeleteChangeSet knows no error for it (2026-11-28). The
     * emulator breaks.
     */
    private Optional<Answer> forget(Call call) {
        Optional<ChangeSet> there = changeSet(call);
        there.ifPresent(set -> changeSets.remove(set.id()));
        return there.isPresent() ? Optional.empty() : Optional.of(Answer.result("DeleteChangeSet", ""));
    }

    private Optional<Answer> execute(Call call, Emulator emulator) throws IOException {
        Optional<ChangeSet> found = changeSet(call);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ChangeSet set = found.get();
        StackModel stack = stacks.get(set.stackId());
        stack.before = stack.template;
        stack.template = set.template();
        stack.changeSet = set.id();
        changeSets.values().removeIf(one -> one.stackId().equals(set.stackId()));
        Script script = new Script(stack);
        Recorded failure = failures.remove(stack.name);
        if (failure != null) {
            stack.begin(token(call), script.failing(set.type(), failure.logicalId(), failure.reason()));
        } else {
            Set<String> touched = new LinkedHashSet<>();
            Set<String> leaving = new LinkedHashSet<>();
            boolean create = set.type().equals("CREATE");
            set.template().path("Resources").properties().forEach(one -> {
                JsonNode old = stack.before.path("Resources").path(one.getKey());
                if (create || !old.equals(one.getValue())) {
                    touched.add(one.getKey());
                }
            });
            stack.before.path("Resources").fieldNames().forEachRemaining(id -> {
                if (!set.template().path("Resources").has(id)) {
                    leaving.add(id);
                }
            });
            stack.begin(
                    token(call),
                    script.execute(
                            set.type(), touched, leaving, () -> Doing.execute(call, set, stack.before, emulator)));
        }
        return Optional.of(Answer.result("ExecuteChangeSet", ""));
    }

    private static String token(Call call) {
        return call.values().getOrDefault("ClientRequestToken", "");
    }

    private static Answer cancel(Call call, StackModel stack) throws IOException {
        stack.begin(token(call), new Script(stack).cancelled());
        return Answer.result("CancelUpdateStack", "");
    }

    private Answer delete(Call call, StackModel stack, Emulator emulator) throws IOException {
        changeSets.values().removeIf(one -> one.stackId().equals(stack.id));
        if (!stack.status.equals("DELETE_IN_PROGRESS")) {
            Optional<Step.Tell> refused = Doing.fullBucket(call, stack, emulator);
            stack.begin(token(call), new Script(stack).delete(refused, () -> {
                        stack.remembered = StackXml.resources(Doing.resources(call, stack.id, emulator), stack);
                        Doing.delete(call, stack, alarmsStay, emulator);
                    }));
        }
        return Answer.result("DeleteStack", "");
    }

    private Answer signal(Call call, StackModel stack) {
        if (stack == null || !stack.busy()) {
            return Answer.refusal(call, 400, "ValidationError", "Stack is in a state in which it cannot be signaled");
        }
        String id = call.values().getOrDefault("LogicalResourceId", "");
        String type = stack.template.path("Resources").path(id).path("Type").asText();
        if (call.values().getOrDefault("Status", "").equals("FAILURE")) {
            String verb = stack.status.startsWith("UPDATE") ? "UPDATE" : "CREATE";
            stack.instead(new Script(stack)
                    .undone(
                            verb,
                            id,
                            "Received 1 FAILURE signal(s) out of 1.  Unable to satisfy 100%"
                                    + " MinSuccessfulInstancesPercent requirement"));
        } else {
            stack.signal(id, type, call.values().getOrDefault("UniqueId", ""));
        }
        return Answer.result("SignalResource", "");
    }
}
