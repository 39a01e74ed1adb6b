package dev.muster.aws.front;

import java.util.Optional;

/** A change set is executed for the stack it was made for, once. */
final class OwnChangeSet implements Rule {
    private final Engine engine;

    OwnChangeSet(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Answer> before(Call call, Emulator emulator) {
        if (!call.is("cloudformation", "ExecuteChangeSet")) {
            return Optional.empty();
        }
        String named = call.values().getOrDefault("StackName", "");
        return engine.changeSet(call)
                        .filter(set -> named.isEmpty()
                                || set.stackName().equals(named)
                                || set.stackId().equals(named))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Answer.refusal(
                        call,
                        404,
                        "ChangeSetNotFound",
                        "ChangeSet [" + call.values().get("ChangeSetName") + "] does not exist"));
    }
}
