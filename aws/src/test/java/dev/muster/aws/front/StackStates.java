package dev.muster.aws.front;

import java.util.Optional;
import java.util.Set;

/** What may be asked of a stack in which state. */
final class StackStates implements Rule {
    private static final Set<String> ONLY_DELETED =
            Set.of("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED", "UPDATE_ROLLBACK_FAILED");

    private final Engine engine;

    StackStates(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Answer> before(Call call, Emulator emulator) {
        if (!call.is("cloudformation", "CreateChangeSet", "ExecuteChangeSet", "UpdateStack")) {
            return Optional.empty();
        }
        StackModel stack = engine.byName(call, call.values().getOrDefault("StackName", ""));
        if (stack == null) {
            return Optional.empty();
        }
        if (stack.busy() || ONLY_DELETED.contains(stack.status)) {
            return wrong(call, "Stack:" + stack.id + " is in " + stack.status + " state and can not be updated.");
        }
        boolean create = call.values().getOrDefault("ChangeSetType", "").equals("CREATE");
        if (create && !stack.status.equals("REVIEW_IN_PROGRESS")) {
            return wrong(
                    call,
                    "Stack [" + stack.name + "] already exists and cannot be created again with the" + " changeSet ["
                            + call.values().get("ChangeSetName") + "].");
        }
        return Optional.empty();
    }

    private static Optional<Answer> wrong(Call call, String message) {
        return Optional.of(Answer.refusal(call, 400, "ValidationError", message));
    }
}
