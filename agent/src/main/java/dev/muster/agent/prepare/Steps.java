package dev.muster.agent.prepare;

/** Hears what has been done, one line for each step. */
@FunctionalInterface
public interface Steps {
    /**
     * A step is done, or waits.
     *
     * @param step one word
     */
    void tell(String step, String what);
}
