package dev.muster.aws.front;

import java.util.Optional;

/** A stack has one change set of a name. */
final class ChangeSetNames implements Rule {
    private final Engine engine;

    ChangeSetNames(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Answer> before(Call call, Emulator emulator) {
        return call.is("cloudformation", "CreateChangeSet")
                        && engine.changeSet(call).isPresent()
                ? Optional.of(Answer.refusal(
                        call,
                        400,
                        "AlreadyExistsException",
                        "ChangeSet " + call.values().get("ChangeSetName") + " cannot be created due to a mismatch with"
                                + " existing attribute"))
                : Optional.empty();
    }
}
