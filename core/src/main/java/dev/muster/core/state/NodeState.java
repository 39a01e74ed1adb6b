package dev.muster.core.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The states of a node; docs/status.md says what moves it from one to another. */
public enum NodeState {
    STARTING,
    RESTORING,
    SYNCING,
    IN_SYNC,
    WORKING,
    IDLE,
    STALLED,
    STOPPING,
    STOPPED,
    FAILED,
    /** No answer; what is shown are the last known values. */
    UNKNOWN;

    /** As written in reports: {@code in-sync}. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The state of a text made by {@link #text}; unknown texts are {@link #UNKNOWN}. */
    @JsonCreator
    public static NodeState of(String text) {
        for (NodeState state : values()) {
            if (state.text().equals(text)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    /** Whether a load balancer may send traffic. */
    public boolean serving() {
        return this == IN_SYNC || this == WORKING;
    }

    /** Whether a node in this state has started: runs and answered once. */
    public boolean started() {
        return this == SYNCING || this == STALLED || this == IDLE || serving();
    }
}
