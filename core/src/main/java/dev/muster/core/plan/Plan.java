package dev.muster.core.plan;

import java.util.List;

/**
 * What will be made, changed, replaced and removed, what it costs and what is wrong with it. A value: it can be
 * printed, compared and asserted before anything happens.
 *
 * @param changes in the order in which they are made
 * @param findings what a careful operator would want to know
 */
public record Plan(List<Change> changes, Cost cost, List<Finding> findings) {
    /** Whether anything is to be done. */
    public boolean changesSomething() {
        return changes.stream().anyMatch(change -> change.action() != Change.Action.KEEP);
    }
}
