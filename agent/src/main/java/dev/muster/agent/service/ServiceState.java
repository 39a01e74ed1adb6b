package dev.muster.agent.service;

import java.time.Instant;

/** What a program is doing. */
public sealed interface ServiceState {
    /** Never started, or ended on purpose. */
    record Stopped() implements ServiceState {}

    /** Runs. */
    record Running(Instant since) implements ServiceState {}

    /**
     * Ended by itself; will be started again.
     *
     * @param count ends within the window
     */
    record BackingOff(Instant until, int count, String why) implements ServiceState {}

    /** Was asked to stop. */
    record Stopping(Instant killAt) implements ServiceState {}

    /** Ended by itself too often; waits for somebody. */
    record Failed(String why) implements ServiceState {}

    /** As in reports. */
    default String text() {
        return switch (this) {
            case Stopped stopped -> "stopped";
            case Running running -> "running";
            case BackingOff backingOff -> "backing-off";
            case Stopping stopping -> "stopping";
            case Failed failed -> "failed";
        };
    }
}
