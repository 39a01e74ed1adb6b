package dev.muster.core.state;

import java.time.Instant;

/** What the agent does with a node's programs; the worst of them counts. */
public sealed interface Situation {
    /** The network's public data are being fetched; {@code what} says which and how far. */
    record Restoring(String what) implements Situation {}

    /** Programs are being started or wait for their ready test. */
    record Starting(String what) implements Situation {}

    /**
     * All programs run.
     *
     * @param since when the youngest of them was started; another instant means that a program came back
     */
    record Running(Instant since) implements Situation {}

    /**
     * A program ended by itself and will be started again.
     *
     * @param count how often in a row, at least 1
     * @param why how it ended
     */
    record BackingOff(int count, String why) implements Situation {}

    /** Programs are being ended on purpose. */
    record Stopping() implements Situation {}

    /** Ended on purpose. */
    record Stopped(String why) implements Situation {}

    /** Ended by itself, and not started again; {@code why} has the last lines it wrote. */
    record Failed(String why) implements Situation {}

    /** Whether programs are there to be asked. */
    default boolean running() {
        return this instanceof Running;
    }
}
