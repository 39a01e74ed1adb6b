package dev.muster.agent.probe;

import dev.muster.core.state.Round;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one round brought.
 *
 * @param round for the state machine
 * @param version what the software says of itself; null if it did not
 * @param gauges the blueprint's extra numbers; null for each that was not told
 */
public record ProbeResult(Round round, @Nullable String version, Map<String, @Nullable Double> gauges) {
    static ProbeResult without(Round round) {
        return new ProbeResult(round, null, Map.of());
    }

    /** Whether the software answered, if only that it is not ready. */
    public boolean answered() {
        return !(round instanceof Round.Failed);
    }
}
