package dev.muster.agent.outlet;

import org.jspecify.annotations.Nullable;

/**
 * Where in a cloud an agent runs.
 *
 * @param region null on a machine of one's own
 * @param instanceId null on a machine of one's own, and until the cloud has told it
 */
public record Place(@Nullable String region, @Nullable String instanceId) {
    /** A machine of one's own. */
    public static final Place HERE = new Place(null, null);
}
