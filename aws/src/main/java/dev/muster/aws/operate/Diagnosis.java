package dev.muster.aws.operate;

/**
 * What a look at an account found.
 *
 * @param id such as {@code aws.region}
 * @param advice empty if there is nothing to do
 */
public record Diagnosis(String id, State state, String message, String advice) {
    /** How it stands. */
    public enum State {
        OK,
        WARNING,
        /** Nobody could be asked, which is not well. */
        UNKNOWN,
        /** The deployment cannot be put up so. */
        IMPOSSIBLE
    }

    static Diagnosis ok(String id, String message) {
        return new Diagnosis(id, State.OK, message, "");
    }

    static Diagnosis unknown(String id, String message, String advice) {
        return new Diagnosis(id, State.UNKNOWN, message, advice);
    }

    static Diagnosis impossible(String id, String message, String advice) {
        return new Diagnosis(id, State.IMPOSSIBLE, message, advice);
    }
}
