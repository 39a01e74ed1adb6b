package dev.muster.local;

/** How long to wait for nodes. */
public enum Goal {
    /** Not at all. */
    NOTHING,
    /** Until each runs and has answered once. */
    STARTED,
    /** Until each is in sync, or working. */
    IN_SYNC
}
