package dev.muster.aws.calls;

import dev.muster.aws.calls.AgentCall.Condition;
import dev.muster.aws.calls.OperatorCall.Cause;
import dev.muster.aws.template.Fields;
import dev.muster.aws.template.TemplateJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the policy of an operator from the list of calls.
 *
 * @param causes what is done
 * @param words what the words in braces mean
 */
public record OperatorPolicy(Set<Cause> causes, Map<String, List<String>> words) {
    /** Characters without blanks that a managed policy may have ("IAM and STS quotas", docs.aws.amazon.com/IAM, 2026-11-22). */
    public static final int MOST_CHARACTERS = 6144;

    /**
     * Several regions are told by the call's region, one by the ARNs. The key goes with all services; calls to IAM have
     * us-east-1 there ("AWS global condition context keys" and "Denies access to AWS based on the requested Region",
     * docs.aws.amazon.com/IAM, 2026-11-22).
     */
    private static final String REGION = "aws:RequestedRegion";

    private record Scope(Set<String> resources, Map<String, Map<String, Set<String>>> conditions) {}

    /** The policy document; calls with the same resources and conditions share a statement. */
    public Fields document() {
        return document(statements());
    }

    /** The same in as many documents as are needed for none to be too long for a managed policy. */
    public List<Fields> parts() {
        List<Fields> parts = new ArrayList<>();
        List<Fields> part = new ArrayList<>();
        for (Fields statement : statements()) {
            part.add(statement);
            if (TemplateJson.compact(document(part)).length() > MOST_CHARACTERS) {
                part.removeLast();
                parts.add(document(part));
                part = new ArrayList<>(List.of(statement));
            }
        }
        parts.add(document(part));
        return parts;
    }

    private static Fields document(List<Fields> statements) {
        return Fields.of("Version", "2012-10-17", "Statement", List.copyOf(statements));
    }

    private List<Fields> statements() {
        Map<Map<String, Map<String, Set<String>>>, Map<Set<String>, Set<String>>> byCondition = new LinkedHashMap<>();
        for (OperatorCall call : OperatorCalls.ALL) {
            if (causes.contains(call.cause())) {
                Scope scope = scope(call);
                byCondition
                        .computeIfAbsent(scope.conditions(), key -> new LinkedHashMap<>())
                        .computeIfAbsent(scope.resources(), key -> new TreeSet<>())
                        .addAll(call.actions());
            }
        }
        List<Fields> statements = new ArrayList<>();
        byCondition.forEach((conditions, scopes) ->
                scopes.forEach((resources, actions) -> statements.add(statement(resources, actions, conditions))));
        return statements;
    }

    private Scope scope(OperatorCall call) {
        Words word = new Words(words);
        Set<String> resources = new TreeSet<>();
        call.resources().forEach(resource -> word.fill(resource).forEach(resources::add));
        Map<String, Map<String, Set<String>>> conditions = new LinkedHashMap<>();
        for (Condition condition : call.conditions()) {
            Set<String> values = conditions
                    .computeIfAbsent(condition.operator(), key -> new LinkedHashMap<>())
                    .computeIfAbsent(condition.key(), key -> new TreeSet<>());
            word.fill(condition.value()).forEach(values::add);
        }
        if (severalRegions() && regional(call)) {
            conditions
                    .computeIfAbsent("StringEquals", key -> new LinkedHashMap<>())
                    .put(REGION, new TreeSet<>(regions()));
        }
        return new Scope(resources, conditions);
    }

    private List<String> regions() {
        return words.getOrDefault("regions", List.of());
    }

    private boolean severalRegions() {
        return regions().size() > 1;
    }

    /** IAM has no regions, and its ARNs name none. */
    private static boolean regional(OperatorCall call) {
        return call.resources().stream().anyMatch(one -> one.contains("{region}") || one.contains("{bucket}"));
    }

    private static Fields statement(
            Set<String> resources, Set<String> actions, Map<String, Map<String, Set<String>>> conditions) {
        Fields all = Fields.NONE;
        for (Map.Entry<String, Map<String, Set<String>>> operator : conditions.entrySet()) {
            Fields keys = Fields.NONE;
            for (Map.Entry<String, Set<String>> key : operator.getValue().entrySet()) {
                keys = keys.with(key.getKey(), one(key.getValue()));
            }
            all = all.with(operator.getKey(), keys);
        }
        return Fields.of("Effect", "Allow", "Action", one(actions))
                .with("Resource", one(resources))
                .withIf(!all.isEmpty(), "Condition", all);
    }

    private static Object one(Collection<String> values) {
        return values.size() == 1 ? values.iterator().next() : List.copyOf(values);
    }
}
