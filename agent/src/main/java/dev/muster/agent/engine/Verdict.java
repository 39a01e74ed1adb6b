package dev.muster.agent.engine;

/** What becomes of a request. */
sealed interface Verdict {
    /**
     * It goes on to the engine.
     *
     * @param body what is sent instead of what came
     */
    record Pass(String body) implements Verdict {}

    /** It goes on if this container, by name or id, has the slot's label. */
    record IfOurs(String container) implements Verdict {}

    /** It goes nowhere. */
    record Refused(String why) implements Verdict {}
}
