package dev.muster.aws.deploy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern RUNNING = Pattern.compile("Slot(\\d+)Running");

    /** Slots by number, and whether an instance shall run in each. */
    public Map<Integer, Boolean> slots() {
        Map<Integer, Boolean> slots = new TreeMap<>();
        parameters.forEach((parameter, value) -> {
            Matcher slot = RUNNING.matcher(parameter);
            if (slot.matches()) {
                slots.put(Integer.valueOf(slot.group(1)), !value.equals("0"));
            }
        });
        return slots;
    }

    /** What can be done with it. */
    public Standing standing() {
        return Standing.of(status);
    }

    /** What can be done with a stack that may not be there. */
    static Standing standing(Optional<StackView> stack) {
        return stack.map(StackView::standing).orElse(Standing.ABSENT);
    }
}
