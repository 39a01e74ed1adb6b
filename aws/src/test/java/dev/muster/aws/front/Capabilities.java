package dev.muster.aws.front;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/** A template with IAM resources must be acknowledged. */
final class Capabilities implements Rule {
    @Override
    public Optional<Answer> before(Call call, Emulator emulator) throws IOException {
        if (!call.is("cloudformation", "CreateChangeSet", "CreateStack", "UpdateStack")) {
            return Optional.empty();
        }
        Optional<JsonNode> template = Templates.text(call, emulator).map(Templates::json);
        boolean iam = template.stream()
                .flatMap(tree -> tree.path("Resources").properties().stream())
                .anyMatch(one -> one.getValue().path("Type").asText().startsWith("AWS::IAM::"));
        boolean acknowledged = call.values().entrySet().stream()
                .anyMatch(one -> one.getKey().startsWith("Capabilities.member.")
                        && one.getValue().matches("CAPABILITY_(NAMED_)?IAM"));
        return iam && !acknowledged
                ? Optional.of(Answer.refusal(
                        call, 400, "InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_IAM]"))
                : Optional.empty();
    }
}
