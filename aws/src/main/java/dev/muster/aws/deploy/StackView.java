package dev.muster.aws.deploy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A stack as it is.
 *
 * @param id its ARN, which names it even when it is gone
 * @param changed when it was last changed, or made
 */
public record StackView(
        String name,
        String id,
        String status,
        Map<String, String> parameters,
        Map<String, String> outputs,
        Map<String, String> tags,
        Instant changed) {
    /** What can be done with it. */
    public Standing standing() {
        return Standing.of(status);
    }

    /** What can be done with a stack that may not be there. */
    static Standing standing(Optional<StackView> stack) {
        return stack.map(StackView::standing).orElse(Standing.ABSENT);
    }
}
