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
        if (!call.is("cloudformation", "CreateChangeSet", "ExecuteChangeSet", "UpdateStack", "CancelUpdateStack")) {
            return Optional.empty();
        }
        StackModel stack = engine.byName(call, call.values().getOrDefault("StackName", ""));
        if (call.action().equals("CancelUpdateStack")) {
            return cancel(call, stack);
        }
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

    /**
     * "You can cancel only stacks that are in the UPDATE_IN_PROGRESS state": "CancelUpdateStack", API reference; the
     * words of the refusal as aws/copilot-cli knows them, internal/pkg/aws/cloudformation/errors.go (2026-11-28).
     */
    private static Optional<Answer> cancel(Call call, StackModel stack) {
        if (stack == null || stack.status.equals("DELETE_COMPLETE")) {
            return wrong(call, "Stack [" + call.values().get("StackName") + "] does not exist");
        }
        return stack.status.equals("UPDATE_IN_PROGRESS")
                ? Optional.empty()
                : wrong(call, "CancelUpdateStack cannot be called from current stack status");
    }

    private static Optional<Answer> wrong(Call call, String message) {
        return Optional.of(Answer.refusal(call, 400, "ValidationError", message));
    }
}
