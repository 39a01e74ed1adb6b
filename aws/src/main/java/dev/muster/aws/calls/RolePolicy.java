package dev.muster.aws.calls;

import dev.muster.aws.calls.AgentCall.Condition;
import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the policy of a slot's role from the list of calls.
 *
 * @param needs what the slot's agent does
 * @param words what the words in braces mean for the slot; a word may mean several things, such as each secret
 */
public record RolePolicy(Set<Need> needs, Map<String, List<String>> words) {
    private record Scope(Need need, List<String> resources, List<Condition> conditions) {}

    /** The policy document; calls with the same resources and conditions share a statement. */
    public Fields document() {
        Map<Scope, List<String>> statements = new LinkedHashMap<>();
        AgentCalls.ALL.stream()
                .filter(call -> needs.contains(call.need()))
                .forEach(call -> statements
                        .computeIfAbsent(scope(call), scope -> new ArrayList<>())
                        .add(call.action()));
        List<Fields> all = statements.entrySet().stream()
                .map(entry -> statement(entry.getKey(), entry.getValue()))
                .toList();
        return Fields.of("Version", "2012-10-17", "Statement", all);
    }

    private Scope scope(AgentCall call) {
        Words word = new Words(words);
        List<String> resources = call.resources().stream().flatMap(word::fill).toList();
        List<Condition> conditions = call.conditions().stream()
                .flatMap(condition -> word.fill(condition.value())
                        .map(value -> new Condition(condition.operator(), condition.key(), value)))
                .toList();
        return new Scope(call.need(), resources, conditions);
    }

    private static Fields statement(Scope scope, List<String> actions) {
        Fields conditions = Fields.NONE;
        for (Condition condition : scope.conditions()) {
            conditions =
                    conditions.with(condition.operator(), Fields.of(condition.key(), Value.sub(condition.value())));
        }
        return Fields.of("Effect", "Allow", "Action", actions)
                .with("Resource", scope.resources().stream().map(Value::sub).toList())
                .withIf(!conditions.isEmpty(), "Condition", conditions);
    }
}
