package dev.muster.aws.front;

import java.util.Optional;

/** Names of stacks and change sets: letters, digits and hyphens, a letter first, 128 at most. */
final class Names implements Rule {
    @Override
    public Optional<Answer> before(Call call, Emulator emulator) {
        if (!call.is("cloudformation", "CreateChangeSet", "CreateStack", "UpdateStack")) {
            return Optional.empty();
        }
        return wrong(call, "StackName").or(() -> wrong(call, "ChangeSetName"));
    }

    private static Optional<Answer> wrong(Call call, String key) {
        return call.value(key)
                .filter(name -> !name.startsWith("arn:"))
                .filter(name -> !name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}"))
                .map(name -> Answer.refusal(
                        call,
                        400,
                        "ValidationError",
                        "1 validation error detected: Value '" + name + "' at '" + key
                                + "' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                                + " [a-zA-Z][-a-zA-Z0-9]*"));
    }
}
